//! Acts on a ticket.

use domain::Role;
use serde_json::json;

use crate::harness::{Api, FIRST_LINE, NETWORK, VPN_DUTY, escalation, full_comment, path};

#[tokio::test]
async fn an_escalated_ticket_is_accepted_solved_reopened_and_closed() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let jan = api.requester().await;
    let network = api.member(NETWORK).await;
    let number = api.ticket(&operator, &jan).await;

    let ticket = api.act(&operator, &number, "claim", &json!({})).await;
    assert_eq!(ticket["assignee"], "anna.nowak");
    let ticket = api.act(&operator, &number, "escalate", &escalation()).await;
    assert_eq!(ticket["unit"], NETWORK);
    assert_eq!(ticket["status"], "handed_over");
    assert_eq!(ticket["duty"], VPN_DUTY);
    assert_eq!(ticket["history"][2]["comment"], full_comment());
    let ticket = api.act(&network, &number, "accept", &json!({})).await;
    assert_eq!(ticket["status"], "in_progress");
    let solution = json!({"solution": "Odnowiony certyfikat."});
    let ticket = api.act(&network, &number, "resolve", &solution).await;
    assert_eq!(ticket["status"], "resolved");
    assert!(ticket["resolved_at"].is_string());
    let reason = json!({"reason": "Nadal nie działa."});
    let ticket = api.act(&jan, &number, "reopen", &reason).await;
    assert_eq!(ticket["status"], "in_progress");
    api.act(&network, &number, "resolve", &solution).await;
    let ticket = api.act(&jan, &number, "close", &json!({})).await;
    assert_eq!(ticket["status"], "closed");
    assert_eq!(ticket["version"], 8);

    api.post(&operator, &path(&number, "notes"), &json!({"text": "x"}))
        .await
        .problem(409, "finished");
}

#[tokio::test]
async fn a_ticket_is_transferred_returned_and_cancelled() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let office = api.member("IT-04-2").await;
    let number = api.ticket(&operator, &operator).await;
    let transfer = json!({"to": "IT-04-2", "duty": "§15 pkt 8", "reason": "Praca na miejscu."});
    let ticket = api.act(&operator, &number, "transfer", &transfer).await;
    assert_eq!(ticket["unit"], "IT-04-2");
    let reason = json!({"reason": "To nie nasze."});
    let ticket = api.act(&office, &number, "return", &reason).await;
    assert_eq!(
        (&ticket["unit"], &ticket["status"]),
        (&json!(FIRST_LINE), &json!("returned"))
    );
    assert_eq!(ticket["involved"], json!([FIRST_LINE, "IT-04-2"]));
    let ticket = api.act(&operator, &number, "cancel", &reason).await;
    assert_eq!(ticket["status"], "cancelled");
}

#[tokio::test]
async fn an_escalation_names_each_missing_part_at_once() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    let parts = [
        "comment.symptoms",
        "comment.tried",
        "comment.why_not_solved",
        "comment.contact",
    ];
    let everything = [&["to", "duty"][..], &parts[..]].concat();
    for body in [
        json!({}),
        json!({"to": null, "duty": null, "comment": null}),
        json!({"to": "", "duty": " ", "comment": {}}),
        json!({"comment": {"symptoms": "", "tried": "\n", "why_not_solved": null}}),
    ] {
        let reply = api.post(&operator, &path(&number, "escalate"), &body).await;
        assert_eq!(reply.missing(), everything, "{body}");
    }
    for part in ["symptoms", "tried", "why_not_solved", "contact"] {
        let mut body = escalation();
        body["comment"].as_object_mut().unwrap().remove(part);
        let reply = api.post(&operator, &path(&number, "escalate"), &body).await;
        assert_eq!(reply.missing(), [format!("comment.{part}")]);
    }
    let mut body = escalation();
    body["comment"] = "Klient VPN zgłasza błąd.".into();
    let fields = api
        .post(&operator, &path(&number, "escalate"), &body)
        .await
        .fields(422, "fields");
    assert!(fields.contains(&("comment".to_owned(), "wrong_type".to_owned())));
    assert!(fields.contains(&("comment.tried".to_owned(), "missing".to_owned())));
    let ticket = api
        .get(&operator, &format!("/api/v1/tickets/{number}"))
        .await;
    assert_eq!(ticket.json()["version"], 1, "nothing has happened");
}

#[tokio::test]
async fn an_escalation_goes_only_to_the_second_line_and_cites_its_duty() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    let escalate = path(&number, "escalate");
    let with = |to: &str, duty: &str| json!({"to": to, "duty": duty, "comment": full_comment()});

    for (to, duty, code, field) in [
        ("IT-04-2", "§15 pkt 8", "not_second_line", "to"),
        ("IT-99-1", VPN_DUTY, "unknown_unit", "to"),
        (NETWORK, "§14 pkt 99", "unknown_duty", "duty"),
        (NETWORK, "§15 pkt 8", "foreign_duty", "duty"),
    ] {
        let reply = api.post(&operator, &escalate, &with(to, duty)).await;
        let problem = reply.json();
        let fields: Vec<_> = problem["errors"].as_array().unwrap().iter().collect();
        assert!(
            fields
                .iter()
                .any(|error| error["field"] == field && error["code"] == code),
            "{to} {duty}: {problem}"
        );
        assert_eq!(reply.status, 422);
    }
    api.post(&operator, &escalate, &with("IT-04-2", "§15 pkt 8"))
        .await
        .problem(422, "not_second_line");

    // Together with what is missing.
    let fields = api
        .post(
            &operator,
            &escalate,
            &json!({"to": "IT-04-2", "duty": "siec", "comment": {}}),
        )
        .await
        .fields(422, "fields");
    assert_eq!(fields[0], ("to".to_owned(), "not_second_line".to_owned()));
    assert_eq!(fields[1], ("duty".to_owned(), "unknown_value".to_owned()));
    assert_eq!(fields.len(), 6);

    // As people write it, with no-break spaces.
    let shown = with(NETWORK, "§\u{a0}14 pkt\u{a0}1 lit.\u{a0}l");
    assert_eq!(api.post(&operator, &escalate, &shown).await.status, 200);
}

#[tokio::test]
async fn a_transfer_from_the_first_line_to_the_second_needs_an_escalation() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    let body = json!({"to": NETWORK, "duty": VPN_DUTY, "reason": "Sieć."});
    api.post(&operator, &path(&number, "transfer"), &body)
        .await
        .problem(422, "needs_escalation");
    let reply = api
        .post(&operator, &path(&number, "transfer"), &json!({}))
        .await;
    assert_eq!(reply.missing(), ["to", "duty", "reason"]);
}

#[tokio::test]
async fn texts_of_acts_are_required() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    for (act, field) in [
        ("notes", "text"),
        ("resolve", "solution"),
        ("cancel", "reason"),
        ("reopen", "reason"),
        ("return", "reason"),
    ] {
        for body in [json!({}), json!({field: null}), json!({field: " \t "})] {
            let reply = api.post(&operator, &path(&number, act), &body).await;
            assert_eq!(reply.missing(), [field], "{act}");
        }
        let body = json!({field: "x".repeat(20_001)});
        let reply = api.post(&operator, &path(&number, act), &body).await;
        if !matches!(act, "reopen" | "return") {
            let fields = reply.fields(422, "fields");
            assert_eq!(fields, [(field.to_owned(), "too_long".to_owned())]);
        }
    }
}

#[tokio::test]
async fn an_act_that_does_not_fit_the_ticket_is_a_conflict() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    let reason = json!({"reason": "x"});
    let none = json!({});
    for (act, body, code) in [
        ("accept", &none, "wrong_status"),
        ("close", &none, "wrong_status"),
        ("reopen", &reason, "wrong_status"),
        ("return", &reason, "nothing_to_return"),
    ] {
        api.post(&operator, &path(&number, act), body)
            .await
            .problem(409, code);
    }
    api.act(&operator, &number, "claim", &none).await;
    api.post(&operator, &path(&number, "claim"), &none)
        .await
        .problem(409, "already_yours");
}

#[tokio::test]
async fn acts_that_need_no_words_take_an_empty_body() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let network = api.member(NETWORK).await;
    let number = api.ticket(&operator, &operator).await;
    assert_eq!(
        api.post_raw(&operator, &path(&number, "claim"), "")
            .await
            .status,
        200
    );
    api.act(&operator, &number, "escalate", &escalation()).await;
    assert_eq!(
        api.post_raw(&network, &path(&number, "accept"), "")
            .await
            .status,
        200
    );
    let solution = json!({"solution": "Gotowe."});
    api.act(&network, &number, "resolve", &solution).await;
    let fields = api
        .post(
            &operator,
            &path(&number, "close"),
            &json!({"status": "new"}),
        )
        .await
        .fields(422, "fields");
    assert_eq!(fields, [("status".to_owned(), "unknown_field".to_owned())]);
    assert_eq!(
        api.post_raw(&operator, &path(&number, "close"), "")
            .await
            .status,
        200
    );
}

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

#[tokio::test]
async fn attack_21_who_may_not_act_is_told_so_and_who_may_not_see_is_told_nothing() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let jan = api.requester().await;
    let stranger = api.person("obcy", Role::Requester).await;
    let network = api.member(NETWORK).await;
    let number = api.ticket(&operator, &jan).await;
    let bodies = [
        ("notes", json!({"text": "x"})),
        ("claim", json!({})),
        ("escalate", escalation()),
        (
            "transfer",
            json!({"to": "IT-04-2", "duty": "§15 pkt 8", "reason": "x"}),
        ),
        ("accept", json!({})),
        ("return", json!({"reason": "x"})),
        ("resolve", json!({"solution": "x"})),
        ("reopen", json!({"reason": "x"})),
        ("close", json!({})),
        ("cancel", json!({"reason": "x"})),
    ];
    for (act, body) in &bodies {
        for client in [&stranger, &network] {
            let mut unseen = api
                .post(client, &path(&number, act), body)
                .await
                .problem(404, "not_found");
            let mut absent = api
                .post(client, &path("ZG-2026-999999", act), body)
                .await
                .problem(404, "not_found");
            unseen["instance"].take();
            absent["instance"].take();
            assert_eq!(unseen, absent, "{act}");
        }
    }
    for act in [
        "claim", "escalate", "transfer", "accept", "return", "resolve",
    ] {
        let (_, body) = bodies.iter().find(|(name, _)| *name == act).unwrap();
        api.post(&jan, &path(&number, act), body)
            .await
            .problem(403, "forbidden");
        // Also when the body says too little.
        let reply = api.post(&jan, &path(&number, act), &json!({})).await;
        reply.problem(403, "forbidden");
    }
    // A unit that has had the ticket sees it, and does not act on it.
    api.act(&operator, &number, "escalate", &escalation()).await;
    api.act(&network, &number, "return", &json!({"reason": "x"}))
        .await;
    api.post(
        &network,
        &path(&number, "resolve"),
        &json!({"solution": "x"}),
    )
    .await
    .problem(403, "forbidden");
}

#[tokio::test]
async fn a_note_is_internal_from_staff_and_public_from_the_requester_unless_it_says() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let jan = api.requester().await;
    let number = api.ticket(&operator, &jan).await;
    let ticket = api
        .act(&operator, &number, "notes", &json!({"text": "Wewnętrzna"}))
        .await;
    assert_eq!(ticket["history"][1]["visibility"], "internal");
    let ticket = api
        .act(&jan, &number, "notes", &json!({"text": "Moja"}))
        .await;
    assert_eq!(ticket["history"][1]["text"], "Moja");
    assert_eq!(ticket["history"][1]["visibility"], "public");
    api.post(
        &jan,
        &path(&number, "notes"),
        &json!({"visibility": "internal", "text": "x"}),
    )
    .await
    .problem(403, "forbidden");
    let fields = api
        .post(
            &operator,
            &path(&number, "notes"),
            &json!({"visibility": "secret", "text": "x"}),
        )
        .await
        .fields(422, "fields");
    assert_eq!(
        fields,
        [("visibility".to_owned(), "unknown_value".to_owned())]
    );
}

#[tokio::test]
async fn a_colleague_acts_on_their_own_ticket_for_themselves() {
    let api = Api::start().await;
    let network = api.member(NETWORK).await;
    let number = api.ticket(&network, &network).await;
    let note = json!({"text": "Moja sprawa"});
    let ticket = api.act(&network, &number, "notes", &note).await;
    assert_eq!(ticket["history"][1]["by"]["unit"], json!(null));
    assert_eq!(ticket["history"][1]["visibility"], "public");
}

#[tokio::test]
async fn a_ticket_waits_goes_on_and_presses_more() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let jan = api.requester().await;
    let number = api.ticket(&operator, &jan).await;
    let fields = api
        .post(&operator, &path(&number, "pause"), &json!({"until": "x"}))
        .await
        .fields(422, "fields");
    let names: Vec<_> = fields.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(names, ["why", "until", "reason"]);
    let pause = json!({"why": "supplier", "reason": "Czekamy na część."});
    let ticket = api.act(&operator, &number, "pause", &pause).await;
    assert_eq!(ticket["waiting"], json!({"on": "supplier", "until": null}));
    api.post(&jan, &path(&number, "resume"), &json!({}))
        .await
        .problem(403, "forbidden");
    let ticket = api.act(&operator, &number, "resume", &json!({})).await;
    assert_eq!(ticket["waiting"], json!(null));
    api.post(&operator, &path(&number, "resume"), &json!({}))
        .await
        .problem(409, "not_waiting");
    let worst = json!({"impact": "high", "urgency": "high", "reason": "Stoi wydział."});
    let ticket = api.act(&operator, &number, "priority", &worst).await;
    assert_eq!(ticket["priority"], 1);
}

#[tokio::test]
async fn a_return_says_whose_the_matter_is() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let network = api.member(NETWORK).await;
    let jan = api.requester().await;
    let number = api.ticket(&operator, &jan).await;
    api.act(&operator, &number, "escalate", &escalation()).await;
    let points = json!({
        "cause": "not_competent", "to": "IT-04-2", "duty": "§15 pkt 8", "reason": "Stanowisko."
    });
    let ticket = api.act(&network, &number, "return", &points).await;
    let cause = json!({"cause": "not_competent", "unit": "IT-04-2", "duty": "§15 pkt 8"});
    assert_eq!(ticket["history"][2]["cause"], cause);
    let seen = api.get(&jan, &format!("/api/v1/tickets/{number}")).await;
    assert!(seen.json()["history"][2].get("cause").is_none());
}

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
