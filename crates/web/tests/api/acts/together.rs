//! Work of several people on one ticket: tasks and bookings.

use serde_json::json;

use crate::harness::{Api, FIRST_LINE, path};

#[tokio::test]
async fn a_part_of_the_work_is_given_and_done() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let office = api.member("IT-04-2").await;
    let number = api.ticket(&operator, &operator).await;
    let work = json!({
        "kind": "part", "to": "IT-04-2", "duty": "§15 pkt 2", "what": "Sprawdzić stację."
    });
    let ticket = api.act(&operator, &number, "tasks", &work).await;
    assert_eq!(ticket["unit"], FIRST_LINE);
    let task = ticket["tasks"][0]["number"].clone();
    let done = json!({"task": task, "what": "done", "result": "Sprawdzona."});
    let ticket = api.act(&office, &number, "tasks/act", &done).await;
    assert_eq!(ticket["tasks"][0]["state"], "done");
    api.post(&office, &path(&number, "tasks/act"), &done)
        .await
        .problem(409, "task_ended");
}

#[tokio::test]
async fn a_session_is_booked_listed_and_called_off() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let office = api.member("IT-04-2").await;
    let number = api.ticket(&operator, &operator).await;
    let transfer = json!({"to": "IT-04-2", "duty": "§15 pkt 6", "reason": "Sesja."});
    api.act(&operator, &number, "transfer", &transfer).await;
    api.act(&office, &number, "accept", &json!({})).await;
    api.post(
        &office,
        &path(&number, "booking"),
        &json!({"from": "jutro"}),
    )
    .await
    .problem(422, "fields");
    let from = "2026-03-04T08:00:00Z";
    let booking = json!({
        "duty": "§15 pkt 6", "place": "Sala Obrad", "from": from, "to": "2026-03-04T12:00:00Z",
        "crew": ["Ewa Lis"], "setup_minutes": 30,
    });
    let ticket = api.act(&office, &number, "booking", &booking).await;
    assert_eq!(ticket["waiting"]["on"], "date");
    let event = ticket["history"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&event["act"], &event["booking"]["crew"]),
        (&json!("booked"), &json!(["Ewa Lis"]))
    );
    let listed = api
        .get(&office, &format!("/api/v1/bookings?from={from}"))
        .await;
    assert_eq!(listed.json()["bookings"][0]["ticket"], number.as_str());
    let done = json!({"how": "carried_out"});
    api.post(&office, &path(&number, "booking/end"), &done)
        .await
        .problem(409, "booking_ahead");
    let off = json!({"how": "cancelled", "note": "Sesja odwołana."});
    let ticket = api.act(&office, &number, "booking/end", &off).await;
    assert_eq!(ticket["waiting"], json!(null));
    let event = ticket["history"].as_array().unwrap().last().unwrap();
    assert_eq!(event["outcome"], "cancelled");
}
