//! Duplicates by the API.

use serde_json::json;

use crate::harness::{Api, escalation, path};

#[tokio::test]
async fn a_duplicate_goes_on_as_another_ticket_and_comes_apart_again() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let requester = api.requester().await;
    let main = api.ticket(&operator, &operator).await;
    let duplicate = api.ticket(&operator, &requester).await;
    let merge = json!({"into": main, "reason": "ta sama drukarka"});
    let merged = api.act(&operator, &duplicate, "merge", &merge).await;
    assert_eq!(merged["status"], "merged");
    assert_eq!(merged["merged_into"], json!(main));
    let last = merged["history"].as_array().unwrap().last().unwrap();
    assert_eq!(last["act"], "merged");
    assert_eq!(last["ticket"], json!(main));
    assert_eq!(last["reason"], "ta sama drukarka");

    let read = |client, number: &str| {
        let address = format!("/api/v1/tickets/{number}");
        let (api, client) = (&api, client);
        async move { api.get(client, &address).await.json() }
    };
    let other = read(&operator, &main).await;
    assert_eq!(other["duplicates"], json!([duplicate]));
    assert_eq!(other["merged_into"], json!(null));
    let listed = api
        .get(&operator, "/api/v1/tickets?status=merged")
        .await
        .json();
    assert_eq!(listed["tickets"][0]["number"], json!(duplicate));
    assert_eq!(listed["tickets"][0]["merged_into"], json!(main));
    // Its requester sees as what it goes on, and not why the staff think so.
    let own = read(&requester, &duplicate).await;
    assert_eq!(own["merged_into"], json!(main));
    assert!(!own.to_string().contains("ta sama drukarka"));
    api.get(&requester, &format!("/api/v1/tickets/{main}"))
        .await
        .problem(404, "not_found");
    // Acts go to the other ticket.
    let solve = json!({"solution": "x"});
    let refused = api
        .post(&operator, &path(&duplicate, "resolve"), &solve)
        .await
        .problem(409, "merged");
    assert!(refused["detail"].as_str().unwrap().contains(&main));

    let unmerge = path(&duplicate, "unmerge");
    let nothing = api.post(&operator, &unmerge, &json!({})).await;
    assert_eq!(nothing.missing(), ["reason"]);
    let reason = json!({"reason": "To inna drukarka."});
    let parted = api.act(&operator, &duplicate, "unmerge", &reason).await;
    assert_eq!(parted["status"], "new");
    assert_eq!(parted["merged_into"], json!(null));
    assert_eq!(read(&operator, &main).await["duplicates"], json!([]));
    api.post(&operator, &unmerge, &reason)
        .await
        .problem(409, "not_merged");
}

#[tokio::test]
async fn what_stands_in_the_way_of_a_merge_has_a_name() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let main = api.ticket(&operator, &operator).await;
    let duplicate = api.ticket(&operator, &operator).await;
    let merge = path(&duplicate, "merge");
    let into = |number: &str| json!({"into": number});
    api.post(&operator, &merge, &into(&duplicate))
        .await
        .problem(409, "merge_itself");
    let unread = api.post(&operator, &merge, &into("drukarka")).await;
    assert_eq!(unread.fields(422, "fields")[0].0, "into");
    // A ticket that is not there and one that the unit does not see are the same.
    api.post(&operator, &merge, &into("ZG-2026-000099"))
        .await
        .problem(404, "not_found");
    api.act(&operator, &duplicate, "escalate", &escalation())
        .await;
    let member = api.member("IT-04-1").await;
    api.post(&member, &merge, &into(&main))
        .await
        .problem(404, "not_found");
    let other = api.ticket(&operator, &operator).await;
    api.act(&operator, &other, "escalate", &escalation()).await;
    api.post(&member, &merge, &into(&other))
        .await
        .problem(409, "merge_handed_over");
    api.act(&member, &duplicate, "accept", &json!({})).await;
    let tag = ("if-match", "\"1\"");
    api.post_with(&member, &merge, tag, &into(&other))
        .await
        .problem(412, "precondition_failed");
    api.act(&member, &duplicate, "merge", &into(&other)).await;
}
