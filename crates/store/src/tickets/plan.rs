//! How `SQLite` walks the queue: an index in order, never a sort.

use domain::{Priority, Status, UserId};
use uuid::Uuid;

use super::queue::{Cursor, QueueFilter, Sort, page_query};
use crate::Store;
use crate::cursor::Place;

async fn plan(filter: &QueueFilter) -> String {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/plan.db", folder.path().display());
    let store = Store::open(&url).await.unwrap();
    store.migrate().await.unwrap();
    let place = Place {
        weight: 3,
        at: jiff::Timestamp::UNIX_EPOCH,
        id: Uuid::from_u128(7),
    };
    let after = Cursor::new(filter.sort, place);
    let mut conn = store.read().await.unwrap();
    let mut plans = String::new();
    for after in [None, Some(&after)] {
        let steps: Vec<(i64, i64, i64, String)> = page_query(&mut conn, filter, after, 50)
            .finish()
            .explained()
            .all()
            .await
            .unwrap();
        for (_, _, _, step) in steps {
            plans.push_str(&step);
            plans.push('\n');
        }
    }
    plans
}

async fn walks(filter: QueueFilter, index: &str) {
    let plan = plan(&filter).await;
    assert!(
        !plan.contains("TEMP B-TREE") && !plan.contains("AUTOMATIC"),
        "{filter:?} sorts:\n{plan}"
    );
    assert_eq!(
        plan.matches(&format!("INDEX {index}")).count(),
        2,
        "{filter:?} does not walk {index}:\n{plan}"
    );
    assert!(!plan.contains("SCAN a"), "{plan}");
}

#[tokio::test]
async fn the_default_page_is_a_walk_of_an_index() {
    walks(QueueFilter::default(), "tickets_open").await;
}

#[tokio::test]
async fn a_page_by_status_priority_or_text_is_a_walk_of_an_index() {
    for statuses in [
        vec![Status::New],
        vec![Status::New, Status::Returned],
        vec![Status::Resolved, Status::Closed, Status::Cancelled],
        vec![Status::Closed],
    ] {
        let filter = QueueFilter {
            statuses,
            text: Some("drukarka".to_owned()),
            ..QueueFilter::default()
        };
        walks(filter, "tickets_open").await;
    }
    let pressing = QueueFilter {
        priorities: vec![Priority::ALL[0], Priority::ALL[3]],
        ..QueueFilter::default()
    };
    walks(pressing, "tickets_open").await;
    let everything = QueueFilter {
        statuses: Status::ALL.to_vec(),
        ..QueueFilter::default()
    };
    walks(everything, "tickets_all").await;
}

#[tokio::test]
async fn the_page_of_a_unit_or_a_person_is_a_walk_of_an_index() {
    let unit = "IT-04-1".parse().ok();
    let held = QueueFilter {
        units: unit.clone().map(|unit| vec![unit]),
        ..QueueFilter::default()
    };
    walks(held, "tickets_unit").await;
    let involved = QueueFilter {
        involved: unit,
        ..QueueFilter::default()
    };
    walks(involved, "ticket_units_queue").await;
    let mine = QueueFilter {
        assignee: Some(UserId(Uuid::nil())),
        ..QueueFilter::default()
    };
    walks(mine, "tickets_assignee").await;
    let own = QueueFilter {
        requester: Some(UserId(Uuid::nil())),
        statuses: Status::ALL.to_vec(),
        ..QueueFilter::default()
    };
    walks(own, "tickets_requester").await;
}

#[tokio::test]
async fn other_orders_are_walks_of_an_index_too() {
    let by = |sort| QueueFilter {
        sort,
        ..QueueFilter::default()
    };
    let everything = |sort| QueueFilter {
        statuses: Status::ALL.to_vec(),
        ..by(sort)
    };
    walks(by(Sort::Oldest), "tickets_age").await;
    walks(by(Sort::Number), "tickets_number_open").await;
    walks(by(Sort::Due), "tickets_due").await;
    walks(everything(Sort::Oldest), "tickets_age_all").await;
    walks(everything(Sort::Number), "tickets_number").await;
    let unit = "IT-04-1".parse().ok();
    let held = QueueFilter {
        units: unit.clone().map(|unit| vec![unit]),
        ..by(Sort::Due)
    };
    walks(held, "tickets_due").await;
    let involved = QueueFilter {
        involved: unit,
        ..by(Sort::Oldest)
    };
    walks(involved, "ticket_units_age").await;
}
