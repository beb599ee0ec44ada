//! Who gets a file, where it goes with its ticket, and who does not learn of it.

use axum::http::StatusCode;
use domain::Role;

use crate::files::{NUMBER, PNG, file, file_with, tight};
use crate::harness::Pages;
use crate::multipart::form;

#[tokio::test]
async fn attack_21_a_foreign_file_looks_like_one_that_does_not_exist() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    let sent = file(&mut jan, &[("umowa.pdf", b"%PDF-1.7")]).await;
    let address = jan.get(&sent.location()).await.files()[0].clone();
    let mut ola = pages.signed_in("ola.obca", Role::Requester).await;
    ola.file("Moja sprawa").await;
    let id = address.rsplit('/').next().unwrap();
    for foreign in [
        address.clone(),
        format!("/zgloszenie/ZG-2026-000002/pliki/{id}"),
        format!("/zgloszenie/{NUMBER}/pliki/nie-ma"),
        "/zgloszenie/ZG-2026-000999/pliki/00000000-0000-0000-0000-000000000000".to_owned(),
    ] {
        assert_eq!(
            ola.download(&foreign).await.status,
            StatusCode::NOT_FOUND,
            "{foreign}"
        );
    }
    // Nor can a file that waits for another's form be taken.
    let large = Pages::with(tight()).await;
    let mut jan = large.requester().await;
    let waits = file(&mut jan, &[("a.png", PNG), ("b.bin", &[1; 101])])
        .await
        .waiting();
    let mut ola = large.signed_in("ola.obca", Role::Requester).await;
    let stolen = file_with(&mut ola, &[("plik", &waits[0])], &[]).await;
    assert!(ola.get(&stolen.location()).await.files().is_empty());
}

#[tokio::test]
async fn somebody_without_an_account_attaches_less_by_the_secret_link() {
    let pages = Pages::with(tight()).await;
    let mut visitor = pages.browser();
    let sent = file(&mut visitor, &[("a.png", PNG)]).await;
    let link = sent.location().replace("?nowe", "");
    let own = visitor.get(&link).await;
    assert_eq!(visitor.download(&own.files()[0]).await.bytes, PNG);
    let address = format!("{link}/notatka");
    let more = visitor
        .submit_files(&link, &address, &[("text", "")], &[("b.txt", &[b'b'; 30])])
        .await;
    assert_eq!(more.status, StatusCode::SEE_OTHER, "{}", more.html);
    let own = visitor.get(&link).await;
    // Files need no words.
    own.assert_shows("Załączone pliki: b.txt");
    let over = visitor
        .submit_files(&link, &address, &[("text", "")], &[("c.txt", &[b'c'; 30])])
        .await;
    over.assert_shows("razem mogą mieć najwyżej 60 bajtów");
    let huge = visitor
        .submit_files(&link, &address, &[("text", "")], &[("d.txt", &[b'd'; 61])])
        .await;
    huge.assert_shows("Jeden plik może mieć najwyżej 60 bajtów");
}

#[tokio::test]
async fn attack_30_files_of_internal_notes_are_the_desks_alone() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    file(&mut jan, &[]).await;
    let mut anna = pages.first_line().await;
    let page = format!("/kolejka/{NUMBER}");
    let address = format!("{page}/notatka");
    for (visibility, name) in [("internal", "tajne.txt"), ("public", "instrukcja.txt")] {
        let fields = [("visibility", visibility), ("text", "w załączniku")];
        let noted = anna
            .submit_files(&page, &address, &fields, &[(name, b"tekst")])
            .await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.html);
    }
    let desk = anna.get(&page).await;
    desk.assert_shows("tajne.txt");
    desk.assert_shows("tylko dla obsługi");
    let own = jan.get(&format!("/zgloszenie/{NUMBER}")).await;
    own.assert_shows("instrukcja.txt");
    assert!(!own.html.contains("tajne.txt"));
    for address in desk.files() {
        let of_requester = address.replace("/kolejka/", "/zgloszenie/");
        let given = jan.download(&of_requester).await.status;
        let shown = own.files().contains(&of_requester);
        assert_eq!(given == StatusCode::OK, shown, "{of_requester}");
        assert_eq!(jan.download(&address).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn attack_35_a_form_that_came_too_late_keeps_its_files() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    file(&mut jan, &[]).await;
    let mut anna = pages.first_line().await;
    let page = format!("/kolejka/{NUMBER}");
    let address = format!("{page}/rozwiazanie");
    anna.submit(&page, &format!("{page}/podejmij"), &[]).await;
    let csrf = anna.get(&page).await.hidden("csrf");
    let fields = [
        ("csrf", csrf.as_str()),
        ("version", "1"),
        ("solution", "Zrobione."),
    ];
    let late = anna
        .send_parts(&address, form(&fields, &[("instrukcja.pdf", b"%PDF-1.7")]))
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.assert_shows("instrukcja.pdf");
    let waiting = late.waiting();
    let version = late.hidden("version");
    let fields = [
        ("csrf", csrf.as_str()),
        ("version", &version),
        ("solution", "Zrobione."),
        ("plik", &waiting[0]),
    ];
    let sent = anna.send_parts(&address, form(&fields, &[])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    let own = jan.get(&format!("/zgloszenie/{NUMBER}")).await;
    assert_eq!(jan.download(&own.files()[0]).await.bytes, b"%PDF-1.7");
}

#[tokio::test]
async fn files_of_a_duplicate_are_read_where_it_goes_on() {
    const MAIN: &str = "ZG-2026-000002";
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    file(&mut jan, &[("zrzut jana.png", PNG)]).await;
    let mut ola = pages.signed_in("ola.obca", Role::Requester).await;
    file(&mut ola, &[("zrzut oli.png", b"\x89PNG of another")]).await;
    let mut anna = pages.first_line().await;
    let (page, main) = (format!("/kolejka/{NUMBER}"), format!("/kolejka/{MAIN}"));
    let fields = [
        ("main-version", "1"),
        ("merge-main", MAIN),
        ("merge-reason", "to samo"),
    ];
    let merged = anna
        .submit(&page, &format!("{page}/polaczenie"), &fields)
        .await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.html);
    let desk = anna.get(&main).await;
    desk.assert_shows("zrzut jana.png");
    for address in desk.files() {
        assert!(address.starts_with(&main), "{address}");
        assert_eq!(
            anna.download(&address).await.status,
            StatusCode::OK,
            "{address}"
        );
    }
    // An answer there is Jan's too, with its file; what Ola sent is not.
    let fields = [("visibility", "public"), ("text", "jak w instrukcji")];
    let address = format!("{main}/notatka");
    anna.submit_files(&main, &address, &fields, &[("instrukcja.pdf", b"%PDF-1.7")])
        .await;
    let own = jan.get(&format!("/zgloszenie/{NUMBER}")).await;
    own.assert_shows("instrukcja.pdf");
    own.assert_shows("zrzut jana.png");
    assert!(!own.html.contains("zrzut oli.png"));
    for address in own.files() {
        assert_eq!(
            jan.download(&address).await.status,
            StatusCode::OK,
            "{address}"
        );
    }
    for foreign in ola.get(&format!("/zgloszenie/{MAIN}")).await.files() {
        let id = foreign.rsplit('/').next().unwrap();
        let given = jan
            .download(&format!("/zgloszenie/{NUMBER}/pliki/{id}"))
            .await;
        let shown = own.files().iter().any(|own| own.ends_with(id));
        assert_eq!(given.status == StatusCode::OK, shown, "{foreign}");
    }
}
