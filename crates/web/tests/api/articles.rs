//! The knowledge base by the API.

use domain::{Article, ArticleChange, ArticleId, ArticleText, Author, Readers};
use jiff::ToSpan;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Api, Client, NETWORK, VPN_DUTY};

/// Writes an article, or what was done to one.
async fn put(api: &Api, change: &ArticleChange) {
    let mut tx = api.store.write().await.unwrap();
    store::articles::write(&mut tx, change).await.unwrap();
    tx.commit().await.unwrap();
}

fn by() -> Author {
    Author {
        user: None,
        name: "Olga".to_owned(),
        unit: None,
    }
}

async fn article(api: &Api, title: &str, readers: Readers) -> Article {
    let text = ArticleText {
        title: title.to_owned(),
        body: "1. Proszę wyłączyć i **włączyć**.".to_owned(),
        unit: NETWORK.parse().unwrap(),
        duty: Some(VPN_DUTY.parse().unwrap()),
        readers,
    };
    let change = Article::write(ArticleId(Uuid::now_v7()), text, by(), api.now());
    put(api, &change).await;
    change.article
}

async fn titles(api: &Api, who: &Client, query: &str) -> Vec<String> {
    let path = format!("/api/v1/articles{query}");
    let list = api.get(who, &path).await.json();
    let articles = list["articles"].as_array().unwrap();
    let title = |one: &Value| one["title"].as_str().unwrap().to_owned();
    articles.iter().map(title).collect()
}

#[tokio::test]
async fn articles_are_listed_found_and_read_by_those_whom_they_are_for() {
    let api = Api::start().await;
    let (operator, jan) = (api.first_line().await, api.requester().await);
    let open = article(&api, "Tunel VPN z domu", Readers::Everyone).await;
    let internal = article(&api, "Hasła serwisowe tunelu", Readers::Staff).await;
    assert_eq!(titles(&api, &operator, "").await.len(), 2);
    assert_eq!(titles(&api, &jan, "").await, ["Tunel VPN z domu"]);
    assert_eq!(titles(&api, &jan, "?q=tunele").await, ["Tunel VPN z domu"]);
    assert_eq!(titles(&api, &operator, "?q=serwisowe").await.len(), 1);
    assert!(titles(&api, &operator, "?unit=IT-04-2").await.is_empty());

    let path = |id: ArticleId| format!("/api/v1/articles/{id}");
    let reply = api.get(&jan, &path(open.id)).await;
    assert_eq!(reply.header("etag"), Some("\"1\""));
    let read = reply.json();
    assert_eq!(read["body"], "1. Proszę wyłączyć i **włączyć**.");
    assert_eq!(
        (&read["duty"], &read["readers"], &read["stale"]),
        (&json!(VPN_DUTY), &json!("everyone"), &json!(false))
    );
    api.get(&operator, &path(internal.id)).await.json();
    for nothing in [path(internal.id), "/api/v1/articles/x".to_owned()] {
        api.get(&jan, &nothing).await.problem(404, "not_found");
    }
}

#[tokio::test]
async fn what_is_put_away_or_old_is_said_and_wrong_parameters_are_named() {
    let api = Api::start().await;
    let (operator, jan) = (api.first_line().await, api.requester().await);
    let old = article(&api, "Tunel VPN z domu", Readers::Everyone).await;
    let gone = article(&api, "Stary tunel", Readers::Everyone).await;
    put(&api, &gone.archive(by(), api.now()).unwrap()).await;
    assert_eq!(
        titles(&api, &operator, "?archived=true").await,
        ["Stary tunel"]
    );
    // Whoever is not staff does not find them.
    assert_eq!(
        titles(&api, &jan, "?archived=true").await,
        ["Tunel VPN z domu"]
    );
    for (days, stale) in [(179, false), (180, true)] {
        let then = api.now().checked_sub((days * 24).hours()).unwrap();
        let text = old.text.clone();
        let change = Article::write(ArticleId(Uuid::now_v7()), text, by(), then);
        put(&api, &change).await;
        let path = format!("/api/v1/articles/{}", change.article.id);
        assert_eq!(api.get(&jan, &path).await.json()["stale"], stale, "{days}");
    }
    let fields = api
        .get(&operator, "/api/v1/articles?unit=x&archived=tak&sort=title")
        .await
        .fields(400, "parameters");
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["unit", "archived", "sort"]);
}
