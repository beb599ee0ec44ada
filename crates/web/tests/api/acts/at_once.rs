//! Acts for a version, and acts at the same time.

use serde_json::json;

use crate::harness::{Api, path};

#[tokio::test]
async fn attack_35_an_act_for_another_version_is_refused() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    let note = json!({"visibility": "internal", "text": "Sprawdzam."});
    let notes = path(&number, "notes");
    let read = api
        .get(&operator, &format!("/api/v1/tickets/{number}"))
        .await;
    let etag = read.header("etag").unwrap().to_owned();
    assert_eq!(etag, "\"1\"");
    assert_eq!(read.json()["etag"], etag);

    let done = api
        .post_with(&operator, &notes, ("if-match", &etag), &note)
        .await;
    assert_eq!(done.status, 201);
    assert_eq!(done.header("etag"), Some("\"2\""));
    for stale in [&etag, "W/\"2\"", "\"9223372036854775808\"", "\"-1\""] {
        api.post_with(&operator, &notes, ("if-match", stale), &note)
            .await
            .problem(412, "precondition_failed");
    }
    let bad = api
        .post_with(&operator, &notes, ("if-match", "abc"), &note)
        .await;
    assert_eq!(bad.fields(400, "parameters")[0].0, "If-Match");
    let any = api
        .post_with(&operator, &notes, ("if-match", "*"), &note)
        .await;
    assert_eq!(any.status, 201);
}

#[tokio::test]
async fn notes_written_at_the_same_time_are_all_kept() {
    let api = std::sync::Arc::new(Api::start().await);
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    let mut work = tokio::task::JoinSet::new();
    for n in 0..4 {
        let (api, operator, number) = (api.clone(), operator.clone(), number.clone());
        work.spawn(async move {
            let note = json!({"visibility": "internal", "text": format!("Notatka {n}")});
            api.act(&operator, &number, "notes", &note).await
        });
    }
    while let Some(done) = work.join_next().await {
        done.unwrap();
    }
    let ticket = api
        .get(&operator, &format!("/api/v1/tickets/{number}"))
        .await;
    assert_eq!(ticket.json()["version"], 5);
}
