//! Attachments: sent with forms, kept with their ticket, given out to whoever may have them.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::StatusCode;
use hyper::body::Frame;
use web::{AttachmentLimits, RoutingRules, Settings};

use crate::harness::{Browser, Pages, Reply, settings};
use crate::multipart::{Sent, form};

pub(crate) const NUMBER: &str = "ZG-2026-000001";
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR a picture";
const TICKET: [(&str, &str); 6] = [
    ("name", "Jan Kowalski"),
    ("email", "jan.kowalski@example.org"),
    ("subject", "Nie działa edytor"),
    ("body", "Po otwarciu pokazuje błąd."),
    ("impact", "low"),
    ("urgency", "high"),
];

/// Files of a few bytes are large already.
pub(crate) fn tight() -> Settings {
    Settings {
        attachments: AttachmentLimits {
            file: 100,
            ticket: 250,
            person: 400,
            visitor: 60,
        },
        ..settings()
    }
}

pub(crate) async fn file(browser: &mut Browser<'_>, files: &[Sent<'_>]) -> Reply {
    file_with(browser, &[], files).await
}

pub(crate) async fn file_with(
    browser: &mut Browser<'_>,
    more: &[(&str, &str)],
    files: &[Sent<'_>],
) -> Reply {
    let fields = [&TICKET, more].concat();
    browser
        .submit_files("/zgloszenia/nowe", "/zgloszenia", &fields, files)
        .await
}

/// Every file in the folder of attachments.
fn on_disk(pages: &Pages) -> usize {
    fn count(folder: &Path) -> usize {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return 0;
        };
        entries
            .map(|entry| entry.unwrap().path())
            .map(|path| if path.is_dir() { count(&path) } else { 1 })
            .sum()
    }
    count(&pages.folder.path().join("attachments"))
}

#[tokio::test]
async fn files_sent_with_a_ticket_come_back_as_they_were() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    let long = vec![b'x'; 300_000];
    let sent = file(&mut jan, &[("błąd – 1.png", PNG), ("dziennik.log", &long)]).await;
    let own = jan.get(&sent.location()).await;
    own.assert_shows("błąd – 1.png");
    own.assert_shows("obraz, 26 bajtów");
    own.assert_shows("tekst, 300 kB");
    let [picture, log] = &own.files()[..] else {
        panic!("{:?}", own.files());
    };
    assert_eq!(jan.download(picture).await.bytes, PNG);
    let log = jan.download(log).await;
    assert_eq!(log.bytes, long);
    assert_eq!(log.header("content-length"), "300000");

    let mut anna = pages.first_line().await;
    let desk = anna.get(&format!("/kolejka/{NUMBER}")).await;
    desk.assert_shows("dziennik.log");
    // Beside the description, and in history with who brought them.
    assert_eq!(desk.files().len(), 4);
    assert_eq!(anna.download(&desk.files()[0]).await.bytes, PNG);
}

#[tokio::test]
async fn attack_27_an_attachment_is_saved_and_never_shown() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    let html = b"<script>alert(document.cookie)</script>";
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    let names = [
        "../../obraz.png",
        "a\u{202e}gnp.svg",
        "CON",
        "a%22;x=\"y.html",
    ];
    let sent = file(
        &mut jan,
        &[
            (names[0], html),
            (names[1], svg),
            (names[2], b"%PDF-1.7 <script>"),
            (&format!("{}.txt", "ż".repeat(300)), b"long"),
        ],
    )
    .await;
    let own = jan.get(&sent.location()).await;
    own.assert_shows(">obraz.png<");
    own.assert_shows(">agnp.svg<");
    own.assert_shows("strona lub XML");
    own.assert_shows("otwierać ostrożnie");
    for (address, name) in own.files().iter().zip([
        "filename=\"obraz.png\"",
        "filename=\"agnp.svg\"",
        "filename=\"_CON\"",
        ".txt\"; filename*=UTF-8''",
    ]) {
        let given = jan.download(address).await;
        assert_eq!(given.header("content-type"), "application/octet-stream");
        assert_eq!(given.header("x-content-type-options"), "nosniff");
        let policy = given.header("content-security-policy");
        assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"));
        let disposition = given.header("content-disposition");
        assert!(
            disposition.starts_with("attachment; filename=\""),
            "{disposition}"
        );
        assert!(disposition.contains(name), "{disposition}");
        assert_eq!(given.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn attack_27_a_file_of_many_names_is_kept_once_and_one_without_a_name_gets_one() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    let sent = file(
        &mut jan,
        &[("a.png", PNG), ("b.png", PNG), ("a.png", PNG), ("..", PNG)],
    )
    .await;
    let own = jan.get(&sent.location()).await;
    assert_eq!(own.files().len(), 4);
    own.assert_shows(">plik</a>");
    assert_eq!(on_disk(&pages), 1);
}

#[tokio::test]
async fn attack_28_a_file_too_large_is_named_and_everything_else_kept() {
    let pages = Pages::with(tight()).await;
    let mut jan = pages.requester().await;
    let large = [1; 101];
    let again = file(
        &mut jan,
        &[("mały.png", PNG), ("duży.bin", &large), ("pusty.txt", b"")],
    )
    .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.assert_shows("Plik „duży.bin” jest za duży. Jeden plik może mieć najwyżej 100 bajtów.");
    again.assert_shows("Plik „pusty.txt” jest pusty");
    again.assert_shows("Po otwarciu pokazuje błąd.");
    again.assert_shows("mały.png");
    assert_eq!(on_disk(&pages), 1);
    // What has arrived need not be sent again.
    let waiting = again.waiting();
    assert_eq!(waiting.len(), 1);
    pages.pass_minutes(1);
    let sent = file_with(&mut jan, &[("plik", &waiting[0])], &[("drugi.png", b"x")]).await;
    let own = jan.get(&sent.location()).await;
    assert_eq!(own.files().len(), 2);
    assert_eq!(jan.download(&own.files()[0]).await.bytes, PNG);
}

#[tokio::test]
async fn attack_28_a_ticket_and_a_person_may_have_only_so_much() {
    let pages = Pages::with(tight()).await;
    let mut jan = pages.requester().await;
    let files: Vec<Vec<u8>> = (0..5).map(|byte| vec![byte; 100]).collect();
    let three = [("a", &files[0][..]), ("b", &files[1]), ("c", &files[2])];
    let over = file(&mut jan, &three).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
    over.assert_shows("razem mogą mieć najwyżej 250 bajtów");
    let waiting = over.waiting();
    assert_eq!(waiting.len(), 3);
    // One of the three is left out.
    let kept = [("plik", waiting[0].as_str()), ("plik", &waiting[1])];
    let sent = file_with(&mut jan, &kept, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    // The ticket has 200 bytes of 250.
    let page = format!("/zgloszenie/{NUMBER}");
    let address = format!("{page}/notatka");
    let more = jan
        .submit_files(&page, &address, &[("text", "jeszcze")], &three[2..])
        .await;
    assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY);
    more.assert_shows("razem mogą mieć najwyżej 250 bajtów");
    more.assert_shows("jeszcze");
    assert_eq!(jan.get(&page).await.files().len(), 2);
    // With those that wait, the person has 400 of 400.
    let other = file(&mut jan, &[("d", &files[3])]).await;
    other.assert_shows("Nie wszystkie się zmieściły");
}

#[tokio::test]
async fn attack_28_a_disk_without_room_is_said_and_no_word_is_lost() {
    let pages = Pages::keeping(settings(), RoutingRules::default(), u64::MAX).await;
    let mut jan = pages.requester().await;
    let full = file(&mut jan, &[("a.png", PNG)]).await;
    assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
    full.assert_shows("Chwilowo nie mamy miejsca na pliki");
    full.assert_shows("Po otwarciu pokazuje błąd.");
    assert_eq!(on_disk(&pages), 0);
    let without = file(&mut jan, &[]).await;
    assert_eq!(without.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn attack_28_a_bomb_is_kept_as_it_is_and_never_opened() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    // An archive that says it holds 4 GB, and a picture of 100,000 by 100,000.
    let zip = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\x10\0\0\0\xff\xff\xff\xff\x01\0\0\0a";
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\x86\xa0\0\x01\x86\xa0\x08\x06\0\0\0";
    let sent = file(&mut jan, &[("42.zip", zip), ("wielki.png", png)]).await;
    let own = jan.get(&sent.location()).await;
    own.assert_shows("archiwum, 31 bajtów");
    own.assert_shows("obraz, 29 bajtów");
    assert_eq!(jan.download(&own.files()[0]).await.bytes, zip);
    assert_eq!(jan.download(&own.files()[1]).await.bytes, png);
    assert_eq!(on_disk(&pages), 2);
}

#[tokio::test]
async fn attack_28_a_form_that_breaks_off_leaves_nothing() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    let csrf = jan.get("/zgloszenia/nowe").await.hidden("csrf");
    let mut whole = form(&[("csrf", &csrf)], &[("a.bin", &vec![7; 200_000])]);
    whole.truncate(150_000);
    let broken = jan.send_parts("/zgloszenia", whole).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    assert_eq!(on_disk(&pages), 0);
}

#[tokio::test]
async fn attack_45_a_form_longer_than_any_may_be_is_not_kept_but_its_words_are() {
    let settings = Settings {
        body_limit: 10_000,
        ..tight()
    };
    let pages = Pages::with(settings).await;
    let mut jan = pages.requester().await;
    let csrf = jan.get("/zgloszenia/nowe").await.hidden("csrf");
    let fields = [&[("csrf", csrf.as_str())][..], &TICKET].concat();
    let body = form(&fields, &[("film.mp4", &[7; 50])]);
    let announced = jan
        .send_announced("/zgloszenia", Body::from(body), 9_000_000_000)
        .await;
    assert_eq!(announced.status, StatusCode::UNPROCESSABLE_ENTITY);
    announced.assert_shows("Pliki razem są za duże");
    announced.assert_shows("Po otwarciu pokazuje błąd.");
    // One that does not say how long it is, and goes on.
    let body = form(
        &fields,
        &[("film.mp4", &[7; 90]), ("b", &vec![8; 30_000]), ("c", b"c")],
    );
    let endless = jan.send_announced("/zgloszenia", Body::from(body), 0).await;
    endless.assert_shows("Po otwarciu pokazuje błąd.");
    assert_eq!(endless.waiting().len(), 1);
    let words = form(&[("csrf", &csrf), ("body", &"a".repeat(10_001))], &[]);
    let words = jan.send_parts("/zgloszenia", words).await;
    assert_eq!(words.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn attack_24_a_file_before_its_token_is_not_kept() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    let csrf = jan.get("/zgloszenia/nowe").await.hidden("csrf");
    let without = form(&TICKET, &[("a.png", PNG)]);
    assert_eq!(
        jan.send_parts("/zgloszenia", without).await.status,
        StatusCode::FORBIDDEN
    );
    let late = form(&[("subject", "x"), ("csrf", &csrf)], &[("a.png", PNG)]);
    let late = jan.send_parts("/zgloszenia", late).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(on_disk(&pages), 0);
    // Forms that take no files are not read at all.
    let elsewhere = form(&[("csrf", &csrf)], &[("a.png", PNG)]);
    let elsewhere = jan.send_parts("/wyloguj", elsewhere).await;
    assert_eq!(elsewhere.status, StatusCode::BAD_REQUEST);
    assert_eq!(on_disk(&pages), 0);
}

/// A body that comes as it was cut.
struct Pieces(VecDeque<Bytes>);

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(|piece| Ok(Frame::data(piece))))
    }
}

#[tokio::test]
async fn a_file_arrives_in_pieces_of_any_size() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    let csrf = jan.get("/zgloszenia/nowe").await.hidden("csrf");
    let fields = [&[("csrf", csrf.as_str())][..], &TICKET].concat();
    let content: Vec<u8> = (0..20_000_u32).flat_map(u32::to_le_bytes).collect();
    let body = form(&fields, &[("dane.bin", &content)]);
    let length = body.len();
    let pieces = Pieces(body.chunks(37).map(Bytes::copy_from_slice).collect());
    let sent = jan
        .send_announced("/zgloszenia", Body::new(pieces), length)
        .await;
    let own = jan.get(&sent.location()).await;
    assert_eq!(jan.download(&own.files()[0]).await.bytes, content);
}
