//! STARTTLS, TLS, sign-in, against a real server.

use std::path::PathBuf;

use domain::JobId;
use mail::{
    Address, Encryption, Envelope, Message, Rendered, SendError, Smtp, SmtpSettings, Transport,
};
use testkit::services::smtp;

use crate::outbox::{now, smtp_settings};

fn to(recipient: &str) -> Message {
    let envelope = Envelope {
        id: JobId(uuid::Uuid::now_v7()),
        ticket: "ZG-2026-000001".parse().unwrap(),
        queued_at: now(),
        sent_at: now(),
        from: Address::parse("dyspozytor@coi.example").unwrap(),
        to: Address::parse(recipient).unwrap(),
        reply_to: None,
        references: Vec::new(),
    };
    let letter = Rendered {
        calendar: None,
        subject: "[ZG-2026-000001] Próba".to_owned(),
        text: "Dzień dobry,\n.\n.kropka na początku wiersza\n".to_owned(),
        html: "<p>Dzień dobry</p>".to_owned(),
    };
    envelope.seal(&letter).unwrap()
}

fn under(encryption: Encryption, port: u16, authority: Option<PathBuf>) -> SmtpSettings {
    SmtpSettings {
        encryption,
        ca_file: authority,
        ..smtp_settings(port)
    }
}

async fn send(settings: SmtpSettings, recipient: &str) -> Result<(), SendError> {
    let transport = Transport::Smtp(Smtp::new(settings).unwrap());
    transport.send(&to(recipient)).await
}

fn signed_in(port: u16, server: &smtp::Server, password: &str) -> SmtpSettings {
    SmtpSettings {
        credentials: Some((smtp::USER.to_owned(), password.to_owned())),
        ..under(Encryption::Starttls, port, Some(server.authority()))
    }
}

#[tokio::test]
async fn a_letter_leaves_by_starttls_and_by_tls() {
    let server = smtp::Server::start().await;
    let authority = || Some(server.authority());
    for settings in [
        under(Encryption::Starttls, server.port(), authority()),
        under(Encryption::Tls, server.tls_port(), authority()),
        signed_in(server.submission_port(), &server, smtp::PASSWORD),
    ] {
        send(settings, "it-04-1@coi.example").await.unwrap();
    }
    let letters = server.wait_for(3, std::time::Duration::from_secs(10)).await;
    for bytes in letters {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains("with esmtps"), "{text}");
        let letter = crate::outbox::Arrived::read(&bytes);
        assert_eq!(
            letter.text,
            "Dzień dobry,\n.\n.kropka na początku wiersza\n"
        );
    }
}

/// Why a letter did not leave for now, as the log says it.
fn cause(error: &SendError) -> &str {
    match error {
        SendError::Temporary { cause, .. } => cause,
        SendError::Permanent { .. } => panic!("{error}"),
    }
}

#[tokio::test]
async fn attack_10_a_server_with_a_certificate_of_nobody_known_gets_no_letter() {
    let server = smtp::Server::start().await;
    for settings in [
        under(Encryption::Starttls, server.port(), None),
        under(Encryption::Tls, server.tls_port(), None),
    ] {
        let error = send(settings, "it-04-1@coi.example").await.unwrap_err();
        assert!(cause(&error).contains("certificate"), "{error}");
    }
    assert!(server.messages().is_empty());
}

#[tokio::test]
async fn a_wrong_password_is_a_trouble_that_an_administrator_can_mend() {
    let server = smtp::Server::start().await;
    let settings = signed_in(server.submission_port(), &server, "inne-haslo");
    let error = send(settings, "it-04-1@coi.example").await.unwrap_err();
    assert_eq!(cause(&error), "the server answered 535");
    assert!(!error.to_string().contains("inne-haslo"), "{error}");

    let without = under(
        Encryption::Starttls,
        server.submission_port(),
        Some(server.authority()),
    );
    let error = send(without, "it-04-1@coi.example").await.unwrap_err();
    assert!(matches!(error, SendError::Temporary { .. }), "{error}");
    assert!(server.messages().is_empty());
}

#[tokio::test]
async fn refusals_for_good_and_for_now_are_told_apart() {
    let server = smtp::Server::start().await;
    let plain = || smtp_settings(server.port());
    let refused = send(plain(), &format!("{}@coi.example", smtp::REFUSED)).await;
    assert!(matches!(refused, Err(SendError::Permanent { reason }) if reason.contains("550")));
    let deferred = send(plain(), &format!("{}@coi.example", smtp::DEFERRED))
        .await
        .unwrap_err();
    // The log hears the number only: the words of the answer name the recipient.
    assert!(deferred.to_string().contains("@coi.example"), "{deferred}");
    assert_eq!(cause(&deferred), "the server answered 451");
}

#[test]
fn a_password_never_crosses_the_network_in_the_open() {
    let settings = SmtpSettings {
        credentials: Some((smtp::USER.to_owned(), smtp::PASSWORD.to_owned())),
        ..smtp_settings(25)
    };
    assert!(!format!("{settings:?}").contains(smtp::PASSWORD));
    let error = Smtp::new(settings).unwrap_err();
    assert!(matches!(error, mail::SmtpSettingsError::PasswordInTheOpen));
}

#[test]
fn an_authority_that_cannot_be_read_is_named() {
    let settings = under(Encryption::Tls, 465, Some("/no/such/authority.pem".into()));
    let error = Smtp::new(settings).unwrap_err();
    assert_eq!(error.to_string(), "cannot read /no/such/authority.pem");
}
