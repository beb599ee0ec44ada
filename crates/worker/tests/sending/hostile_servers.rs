//! Servers that are no mail servers, or not the ones we meant.

use std::time::{Duration, Instant};

use mail::{Encryption, SmtpSettings};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::outbox::{Outbox, both_databases, now, settings, smtp_settings};

async fn listener() -> (TcpListener, u16) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

/// A server that answers every command with 250 and does not offer STARTTLS; answers the commands
/// it was sent on the first connection.
async fn without_starttls() -> (u16, JoinHandle<Vec<String>>) {
    let (listener, port) = listener().await;
    let heard = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (read, mut write) = stream.into_split();
        write.write_all(b"220 downgraded\r\n").await.unwrap();
        let mut lines = BufReader::new(read).lines();
        let mut heard = Vec::new();
        while let Ok(Some(line)) = lines.next_line().await {
            heard.push(line);
            if write.write_all(b"250 fine\r\n").await.is_err() {
                break;
            }
        }
        heard
    });
    (port, heard)
}

/// A server that begins a greeting and never ends it.
async fn slow_loris() -> u16 {
    let (listener, port) = listener().await;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(drip(stream));
        }
    });
    port
}

async fn drip(mut stream: TcpStream) {
    while stream.write_all(b"2").await.is_ok() {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// A server that takes the letter and hangs up before it says that it has it.
async fn drops_at_the_end() -> u16 {
    let (listener, port) = listener().await;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(hang_up_in_data(stream));
        }
    });
    port
}

async fn hang_up_in_data(stream: TcpStream) {
    let (read, mut write) = stream.into_split();
    let _ = write.write_all(b"220 hello\r\n").await;
    let mut lines = BufReader::new(read).lines();
    let mut in_letter = false;
    while let Ok(Some(line)) = lines.next_line().await {
        if in_letter && line == "." {
            return;
        }
        if in_letter {
            continue;
        }
        in_letter = line == "DATA";
        let answer: &[u8] = if in_letter {
            b"354 go on\r\n"
        } else {
            b"250 fine\r\n"
        };
        let _ = write.write_all(answer).await;
    }
}

both_databases! {
    async fn attack_10_tls_that_was_asked_for_is_not_downgraded(outbox: Outbox) {
        let (port, heard) = without_starttls().await;
        outbox.filed("anna.nowak@um.example").await;
        let asked = SmtpSettings { encryption: Encryption::Starttls, ..smtp_settings(port) };
        let transport = mail::Transport::Smtp(mail::Smtp::new(asked).unwrap());
        outbox.worker(transport, settings()).run_until_idle(now()).await.unwrap();
        assert_eq!(outbox.queued().await, 1);
        let heard = heard.await.unwrap();
        assert!(heard.iter().any(|line| line.starts_with("EHLO")), "{heard:?}");
        assert!(!heard.iter().any(|line| line.contains("MAIL") || line.contains('@')), "{heard:?}");
    }

    async fn attack_10_a_server_that_never_finishes_a_word_is_left_in_time(outbox: Outbox) {
        let port = slow_loris().await;
        for name in ["a", "b", "c"] {
            outbox.filed(&format!("{name}@um.example")).await;
        }
        let patient = SmtpSettings { timeout: Duration::from_millis(700), ..smtp_settings(port) };
        let transport = mail::Transport::Smtp(mail::Smtp::new(patient).unwrap());
        let began = Instant::now();
        outbox.worker(transport, settings()).run_until_idle(now()).await.unwrap();
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
        assert_eq!(outbox.queued().await, 3);
    }

    async fn attack_10_a_connection_lost_in_the_letter_is_tried_again(outbox: Outbox) {
        let port = drops_at_the_end().await;
        outbox.filed("anna.nowak@um.example").await;
        outbox.worker(crate::outbox::plain(port), settings()).run_until_idle(now()).await.unwrap();
        assert_eq!(outbox.queued().await, 1);
        assert!(outbox.undelivered().await.is_empty());
    }
}
