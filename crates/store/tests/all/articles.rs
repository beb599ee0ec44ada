//! The knowledge base: versions that stay, one winner of two who change at once, and finding by words.

use domain::*;
use store::Outcome;
use store::articles::{self, Listed, Shelf};
use uuid::Uuid;

use crate::support::*;

fn text(title: &str, body: &str, unit: &str, readers: Readers) -> ArticleText {
    let writing = Writing {
        title,
        body,
        unit,
        duty: "",
        readers: readers.as_str(),
    };
    writing.read(&DESK).unwrap()
}

async fn write(db: &Db, change: &ArticleChange) -> Outcome {
    let mut tx = db.write().await.unwrap();
    let outcome = articles::write(&mut tx, change).await.unwrap();
    match outcome {
        Outcome::Done => tx.commit().await.unwrap(),
        Outcome::Stale => tx.rollback().await.unwrap(),
    }
    outcome
}

async fn wrote(db: &Db, text: ArticleText, by: &Author, n: i64) -> Article {
    let change = Article::write(ArticleId(Uuid::now_v7()), text, by.clone(), at(n));
    assert_eq!(write(db, &change).await, Outcome::Done);
    change.article
}

fn titles(found: &[Listed]) -> Vec<&str> {
    found.iter().map(|one| one.title.as_str()).collect()
}

both_databases! {
    async fn every_version_of_an_article_stays_as_it_was(db: Db) {
        let olga = operator(db).await;
        let first = text("VPN z domu", "Proszę uruchomić FortiClient.", "IT-04-1", Readers::Staff);
        let article = wrote(db, first.clone(), &olga, 10).await;
        let second = text("VPN z domu", "Proszę uruchomić FortiClient i podać kod.", "IT-04-1", Readers::Everyone);
        let revised = article.revise(second.clone(), olga.clone(), at(20)).unwrap();
        assert_eq!(write(db, &revised).await, Outcome::Done);
        let checked = revised.article.check(olga.clone(), at(30)).unwrap();
        assert_eq!(write(db, &checked).await, Outcome::Done);
        let mut conn = db.read().await.unwrap();
        assert_eq!(articles::by_id(&mut conn, article.id).await.unwrap(), Some(checked.article.clone()));
        let versions = articles::versions(&mut conn, article.id).await.unwrap();
        let seen: Vec<_> = versions
            .iter()
            .map(|version| (version.version, version.step, version.text.clone(), version.at))
            .collect();
        assert_eq!(seen, [
            (3, ArticleStep::Checked, second.clone(), at(30)),
            (2, ArticleStep::Revised, second, at(20)),
            (1, ArticleStep::Written, first, at(10)),
        ]);
        assert_eq!(versions[0].by, olga);
        let nobody = articles::by_id(&mut conn, ArticleId(Uuid::now_v7())).await.unwrap();
        assert_eq!(nobody, None);
    }

    async fn of_two_who_change_an_article_at_once_one_is_late(db: Db) {
        let olga = operator(db).await;
        let article = wrote(db, text("Skaner", "Papier.", "IT-04-2", Readers::Staff), &olga, 10).await;
        let one = article
            .revise(text("Skaner", "Szyba.", "IT-04-2", Readers::Staff), olga.clone(), at(20))
            .unwrap();
        let other = article.archive(olga.clone(), at(21)).unwrap();
        let (first, second) = tokio::join!(write(db, &one), write(db, &other));
        let mut outcomes = [first == Outcome::Done, second == Outcome::Done];
        outcomes.sort_unstable();
        assert_eq!(outcomes, [false, true]);
        let mut conn = db.read().await.unwrap();
        assert_eq!(articles::versions(&mut conn, article.id).await.unwrap().len(), 2);
    }

    async fn articles_are_found_by_any_form_of_their_words_and_only_by_whom_they_are_for(db: Db) {
        let olga = operator(db).await;
        wrote(db, text("Drukarka nie drukuje", "Proszę sprawdzić papier i kabel.", "IT-04-2", Readers::Everyone), &olga, 10).await;
        wrote(db, text("VPN z domu", "FortiClient prosi o kod. Drukarka domowa nie zadziała.", "IT-04-1", Readers::Everyone), &olga, 20).await;
        wrote(db, text("Serwer wydruku", "Hasło drukarek jest w sejfie.", "IT-04-1", Readers::Staff), &olga, 30).await;
        let mut conn = db.read().await.unwrap();
        let everyone = Shelf { readers: Some(Readers::Everyone), ..Shelf::default() };
        let all = Shelf::default();
        for (shelf, asked, expected) in [
            (&everyone, "drukarką", vec!["Drukarka nie drukuje", "VPN z domu"]),
            (&all, "drukarkom", vec!["Drukarka nie drukuje", "Serwer wydruku", "VPN z domu"]),
            (&all, "kod forticlienta", vec!["VPN z domu"]),
            (&all, "\"nie drukuje\"", vec!["Drukarka nie drukuje"]),
            // Not all words: whatever has one of them, the best first.
            (&everyone, "papier do drukarki w sejfie", vec!["Drukarka nie drukuje", "VPN z domu"]),
            (&all, "kanapka", vec![]),
            (&all, " \" ' ", vec![]),
        ] {
            let found = articles::search(&mut conn, shelf, asked, 10).await.unwrap();
            assert_eq!(titles(&found), expected, "{asked}");
        }
        let likely = articles::likely(&mut conn, &everyone, "Od rana moja drukarka miga i nie drukuje", 3).await.unwrap();
        assert_eq!(titles(&likely)[0], "Drukarka nie drukuje");
        let none = articles::likely(&mut conn, &everyone, "Proszę o 2 nowe krzesła", 3).await.unwrap();
        assert_eq!(titles(&none), [""; 0]);
        let of_unit = Shelf { unit: Some(unit("IT-04-1")), ..Shelf::default() };
        assert_eq!(titles(&articles::list(&mut conn, &of_unit, 10).await.unwrap()), ["Serwer wydruku", "VPN z domu"]);
    }

    async fn what_was_put_away_or_said_otherwise_is_found_no_more(db: Db) {
        let olga = operator(db).await;
        let article = wrote(db, text("Toner", "Kasety są w magazynie.", "IT-04-2", Readers::Everyone), &olga, 10).await;
        let revised = article
            .revise(text("Toner", "Kasety są w piwnicy.", "IT-04-2", Readers::Everyone), olga.clone(), at(20))
            .unwrap();
        write(db, &revised).await;
        let found = async |asked: &str, archived: bool| {
            let mut conn = db.read().await.unwrap();
            let shelf = Shelf { archived, ..Shelf::default() };
            articles::search(&mut conn, &shelf, asked, 10).await.unwrap().len()
        };
        assert_eq!((found("magazyn", false).await, found("piwnica", false).await), (0, 1));
        write(db, &revised.article.archive(olga.clone(), at(30)).unwrap()).await;
        assert_eq!((found("piwnica", false).await, found("piwnica", true).await), (0, 1));
    }

    async fn articles_that_nobody_looks_at_are_listed_the_longest_ago_first(db: Db) {
        let olga = operator(db).await;
        let old = wrote(db, text("Stary", "a", "IT-04-2", Readers::Everyone), &olga, 10).await;
        wrote(db, text("Starszy", "a", "IT-04-2", Readers::Everyone), &olga, 5).await;
        wrote(db, text("Nowy", "a", "IT-04-2", Readers::Everyone), &olga, 100).await;
        let stale = async || {
            let mut conn = db.read().await.unwrap();
            let shelf = Shelf { unchecked_since: Some(at(50)), ..Shelf::default() };
            articles::list(&mut conn, &shelf, 10).await.unwrap()
        };
        assert_eq!(titles(&stale().await), ["Starszy", "Stary"]);
        write(db, &old.check(olga.clone(), at(60)).unwrap()).await;
        assert_eq!(titles(&stale().await), ["Starszy"]);
        let mut conn = db.read().await.unwrap();
        for (unit, count) in [("IT-04-2", 1), ("IT-04-1", 0)] {
            let unit = unit.parse().unwrap();
            assert_eq!(articles::unchecked(&mut conn, &unit, at(50)).await.unwrap(), count);
        }
    }
}

mod solved {
    use super::*;

    both_databases! {
        async fn tickets_like_one_that_were_solved_are_found_and_open_ones_are_not(db: Db) {
            let olga = operator(db).await;
            let filed = async |subject: &str, body: &str, solve: bool, n: i64| {
                let draft = Draft { subject, body, ..Draft::default() };
                let ticket = file(db, draft).await.ticket;
                if solve {
                    apply(db, &ticket.resolve("Wymieniono toner.", olga.clone(), moment(n)).unwrap()).await;
                }
                ticket
            };
            let solved = filed("Drukarka Kyocera gubi papier", "Drukarka Kyocera na korytarzu gniecie papier z podajnika.", true, 100).await;
            filed("Drukarka Kyocera gniecie papier", "Podajnik drukarki Kyocera gniecie papier.", false, 110).await;
            filed("Brak dostępu do EZD", "Nie mogę zalogować się do EZD po zmianie hasła.", true, 120).await;
            let ticket = filed("Kyocera gniecie papier", "Na korytarzu drukarka Kyocera gniecie papier.", false, 130).await;
            let mut conn = db.read().await.unwrap();
            let found = store::tickets::solved_alike(&mut conn, &ticket, 5).await.unwrap();
            assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [solved.id]);
        }
    }
}
