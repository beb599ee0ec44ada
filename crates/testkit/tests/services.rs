//! The real servers the tests use are there and do what they promise.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use sqlx::{Connection, PgConnection};
use std::time::Duration;
use testkit::services::{chromium, postgres, smtp};

type Transport = AsyncSmtpTransport<Tokio1Executor>;

fn letter(to: &str, subject: &str) -> Message {
    let mailbox = |address: &str| address.parse::<Mailbox>().unwrap();
    Message::builder()
        .from(mailbox("dyspozytor@um.test"))
        .to(mailbox(to))
        .subject(subject)
        .body("Zażółć gęślą jaźń".to_owned())
        .unwrap()
}

fn tls(server: &smtp::Server) -> TlsParameters {
    let authority = std::fs::read(server.authority()).unwrap();
    let authority = Certificate::from_pem(&authority).unwrap();
    TlsParameters::builder(smtp::HOST.to_owned())
        .add_root_certificate(authority)
        .build()
        .unwrap()
}

fn transport(port: u16, tls: Tls) -> Transport {
    Transport::builder_dangerous(smtp::HOST)
        .port(port)
        .tls(tls)
        .build()
}

fn with_password(port: u16, tls: Tls, password: &str) -> Transport {
    let credentials = Credentials::new(smtp::USER.to_owned(), password.to_owned());
    Transport::builder_dangerous(smtp::HOST)
        .port(port)
        .tls(tls)
        .credentials(credentials)
        .build()
}

#[tokio::test]
async fn each_test_has_a_postgres_database_of_its_own_which_is_dropped_afterwards() {
    let database = postgres::fresh_database().await;
    let other = postgres::fresh_database().await;
    assert_ne!(database.url(), other.url());
    let mut connection = PgConnection::connect(database.url()).await.unwrap();
    let one: i32 = sqlx::query_scalar("select 1")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(one, 1);
    let encoding: String = sqlx::query_scalar("show server_encoding")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(encoding, "UTF8");

    let url = database.url().to_owned();
    drop(database); // while we are still connected
    let gone = PgConnection::connect(&url).await.unwrap_err();
    assert!(gone.to_string().contains("does not exist"), "{gone}");
}

#[tokio::test]
async fn a_letter_arrives_over_every_kind_of_connection() {
    let server = smtp::Server::start().await;
    let ways = [
        ("plain", transport(server.port(), Tls::None)),
        (
            "starttls",
            transport(server.port(), Tls::Required(tls(&server))),
        ),
        (
            "tls",
            transport(server.tls_port(), Tls::Wrapper(tls(&server))),
        ),
        (
            "auth",
            with_password(
                server.submission_port(),
                Tls::Required(tls(&server)),
                smtp::PASSWORD,
            ),
        ),
    ];
    for (way, transport) in &ways {
        transport
            .send(letter("komorka@um.test", way))
            .await
            .unwrap();
    }
    let letters = server.wait_for(ways.len(), Duration::from_secs(10)).await;
    assert_eq!(letters.len(), ways.len());
    for (way, _) in ways {
        let subject = format!("Subject: {way}\r\n").replace("\r\n", "\n");
        let found = letters.iter().any(|letter| {
            let letter = String::from_utf8_lossy(letter);
            letter.contains(&subject) && letter.contains("Envelope-to: komorka@um.test")
        });
        assert!(found, "no letter came by {way}: {}", server.log());
    }
}

#[tokio::test]
async fn the_smtp_server_refuses_what_it_should() {
    let server = smtp::Server::start().await;
    let plain = transport(server.port(), Tls::None);

    let refused = plain
        .send(letter("odrzuc@um.test", "nie"))
        .await
        .unwrap_err();
    assert!(refused.is_permanent(), "{refused}");
    let deferred = plain
        .send(letter("pozniej@um.test", "nie"))
        .await
        .unwrap_err();
    assert!(deferred.is_transient(), "{deferred}");
    let anonymous = transport(server.submission_port(), Tls::Required(tls(&server)));
    let anonymous = anonymous
        .send(letter("komorka@um.test", "nie"))
        .await
        .unwrap_err();
    assert!(anonymous.is_permanent(), "{anonymous}");
    let stranger = with_password(
        server.submission_port(),
        Tls::Required(tls(&server)),
        "nie-to",
    );
    let stranger = stranger
        .send(letter("komorka@um.test", "nie"))
        .await
        .unwrap_err();
    assert!(stranger.is_permanent(), "{stranger}");
    assert_eq!(server.messages(), Vec::<Vec<u8>>::new());
}

#[tokio::test]
async fn the_smtp_server_can_be_slow_to_take_a_letter() {
    let server = smtp::Server::start().await;
    let started = std::time::Instant::now();
    transport(server.port(), Tls::None)
        .send(letter("powoli@um.test", "powoli"))
        .await
        .unwrap();
    assert!(
        started.elapsed() > Duration::from_millis(2900),
        "{:?}",
        started.elapsed()
    );
}

#[tokio::test]
async fn a_stopped_smtp_server_takes_nothing_and_starts_again_with_its_letters() {
    let mut server = smtp::Server::start().await;
    let transport = transport(server.port(), Tls::None);
    transport
        .send(letter("komorka@um.test", "przed"))
        .await
        .unwrap();
    server.stop();
    assert_eq!(
        server.messages().len(),
        1,
        "stopping lets deliveries finish: {}",
        server.log()
    );
    transport
        .send(letter("komorka@um.test", "w trakcie"))
        .await
        .unwrap_err();
    server.start_again().await;
    transport
        .send(letter("komorka@um.test", "po"))
        .await
        .unwrap();
    let letters = server.wait_for(2, Duration::from_secs(10)).await;
    assert_eq!(letters.len(), 2);

    let [port] = testkit::services::free_ports();
    let late = smtp::Server::start_on(port).await;
    assert_eq!(late.port(), port);
}

#[tokio::test]
async fn a_page_is_rendered_and_photographed() {
    let browser = chromium::Driver::start().await;
    let page = "data:text/html;charset=utf-8,<h1>Zgłoszenie</h1><div style='height:3000px'></div><script>console.error('źle')</script>";
    browser.client().goto(page).await.unwrap();
    let heading = browser
        .client()
        .find(fantoccini::Locator::Css("h1"))
        .await
        .unwrap();
    assert_eq!(heading.text().await.unwrap(), "Zgłoszenie");
    let errors = browser.console_errors().await;
    assert!(
        matches!(errors.as_slice(), [only] if only.contains("źle")),
        "{errors:?}"
    );

    browser.set_viewport(320, 640).await;
    let width = browser
        .client()
        .execute("return window.innerWidth", Vec::new())
        .await
        .unwrap();
    assert_eq!(width, 320);
    let shot = std::fs::read(browser.screenshot("testkit-services").await).unwrap();
    let (width, height) = png_size(&shot);
    assert_eq!(width, 320);
    assert!(
        height > 3000,
        "the whole page is on the picture, not {height} pixels of it"
    );
}

#[tokio::test]
async fn a_page_can_be_looked_at_without_its_scripts() {
    let browser = chromium::Driver::start().await;
    browser.turn_scripts_off().await;
    let page = "data:text/html,<title>bez</title><script>document.title = 'ze skryptem'</script>";
    browser.client().goto(page).await.unwrap();
    assert_eq!(browser.client().title().await.unwrap(), "bez");
}

#[tokio::test]
async fn the_browser_reaches_nothing_but_the_loopback() {
    let browser = chromium::Driver::start().await;
    let refused = browser
        .client()
        .goto("http://example.com/")
        .await
        .unwrap_err();
    assert!(
        refused.to_string().contains("ERR_NAME_NOT_RESOLVED"),
        "{refused}"
    );
}

/// Width and height from the header of a PNG file.
fn png_size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}
