//! Whatever people type is shown as text, whole, and does nothing.

use crate::harness::{FULL, Site};

const HOSTILE: &str =
    "</textarea><script>alert(1)</script><img src=x onerror=alert(1)> \"'&{{7*7}}";

/// No tag of the hostile text came through.
#[track_caller]
fn harmless(html: &str) {
    for tag in ["<script>", "<img src=x", "onerror=alert(1)>"] {
        assert!(!html.contains(tag), "`{tag}` in {html}");
    }
}

#[tokio::test]
async fn attack_08_markup_is_shown_and_not_obeyed() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let body = format!("VPN {HOSTILE} VPN");
    let ticket = site.filed(&format!("VPN {HOSTILE}"), &body, None).await;
    olga.act(
        &ticket,
        "notatka",
        &[("text", HOSTILE), ("visibility", "public")],
    )
    .await;
    for address in [
        "/kolejka".to_owned(),
        format!("/kolejka/{}", ticket.number),
        format!("/kolejka/{}/eskalacja", ticket.number),
        format!("/kolejka/{}/przekazanie?unit={HOSTILE}", ticket.number).replace(' ', "+"),
        "/kolejka?szukaj=%22%3E%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
    ] {
        let address = address.replace(['<', '>', '"', '{', '}'], "%3C");
        harmless(&olga.get(&address).await.is(200).html);
    }
    let refused = olga
        .act(
            &ticket,
            "eskalacja",
            &[("comment.tried", HOSTILE), ("unit", HOSTILE)],
        )
        .await
        .is(422);
    harmless(&refused.html);
    refused.shows("&#60;/textarea&#62;&#60;script&#62;");
    let mut fields = FULL;
    for field in &mut fields[2..] {
        field.1 = HOSTILE;
    }
    olga.act(&ticket, "eskalacja", &fields)
        .await
        .leads_to("/kolejka");
    let page = olga.look(&ticket).await.is(200);
    harmless(&page.html);
    page.shows("{{7*7}}");
    let stale = olga
        .act_in(&ticket, "notatka", "1", &[("text", HOSTILE)])
        .await
        .is(409);
    harmless(&stale.html);
}

#[tokio::test]
async fn marks_never_break_the_page() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let ticket = site
        .filed("<VPN>", "&VPN; <a href=\"VPN\">VPN</a> <!-- VPN", None)
        .await;
    let page = olga.look(&ticket).await.is(200);
    page.shows("&#60;a href=&#34;<mark>VPN</mark>&#34;&#62;<mark>VPN</mark>&#60;/a&#62;")
        .hides("<a href=\"VPN")
        .hides("<!-- ");
    assert_eq!(
        page.html.matches("<mark").count(),
        page.html.matches("</mark>").count()
    );
}

#[tokio::test]
async fn attack_15_letters_of_every_kind_are_shown() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let texts = [
        "Zaz\u{307}o\u{301}łc\u{301} ge\u{328}s\u{301}la\u{328}",
        "👩‍💻 nie działa 🖨️",
        "الشبكة لا تعمل VPN",
        "Не працює пошта",
        "ＶＰＮ ﬁrma",
    ];
    for text in texts {
        let ticket = site.filed(text, text, None).await;
        let page = olga.look(&ticket).await.is(200);
        let plain = page.html.replace("<mark>", "").replace("</mark>", "");
        assert!(plain.contains(text), "{text}");
        assert!(page.html.contains("dir=\"auto\""));
    }
    let queue = olga.get("/kolejka").await.is(200);
    for text in texts {
        queue.shows(text);
    }
}

#[tokio::test]
async fn a_description_of_a_hundred_thousand_characters_can_be_read() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let body = format!("początek {}VPN koniec", "żółw VPN ".repeat(11_100));
    assert!(body.chars().count() <= domain::BODY_LIMIT);
    let ticket = site.filed("długie", &body, None).await;
    let page = olga.look(&ticket).await.is(200);
    let plain = page.html.replace("<mark>", "").replace("</mark>", "");
    // In two pieces: what is shown and what is folded away.
    page.shows("Pokaż dalszą część opisu (jeszcze ");
    assert!(plain.contains("początek żółw VPN") && plain.contains("VPN koniec"));
    assert_eq!(plain.matches("żółw").count(), 11_100);
    let form = olga
        .get(&format!("/kolejka/{}/eskalacja", ticket.number))
        .await
        .is(200);
    assert_eq!(form.html.matches("żółw").count(), 11_100);
}
