//! Forms with files, as a browser writes them.

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode};

use crate::harness::{Browser, Reply};

const BOUNDARY: &str = "----granica7MA4YWxkTrZu0gW";

/// A file to be sent: name and content.
pub(crate) type Sent<'a> = (&'a str, &'a [u8]);

/// A form in the order in which its parts stand.
pub(crate) fn form(fields: &[(&str, &str)], files: &[Sent<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: String, content: &[u8]| {
        body.extend_from_slice(format!("--{BOUNDARY}\r\n{head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    for (name, value) in fields {
        let head = format!("Content-Disposition: form-data; name=\"{name}\"");
        part(head, value.as_bytes());
    }
    for (name, content) in files {
        let head = format!(
            "Content-Disposition: form-data; name=\"pliki\"; filename=\"{name}\"\r\n\
             Content-Type: image/png"
        );
        part(head, content);
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// A file as it is given out.
pub(crate) struct Download {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Download {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }
}

impl Browser<'_> {
    /// Sends a form as it stands.
    pub(crate) async fn send_parts(&mut self, address: &str, body: Vec<u8>) -> Reply {
        let length = body.len();
        self.send_announced(address, Body::from(body), length).await
    }

    /// Sends a body that says it is so long.
    pub(crate) async fn send_announced(
        &mut self,
        address: &str,
        body: Body,
        length: usize,
    ) -> Reply {
        let mut request = self.request(Method::POST, address, body);
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        headers.insert(CONTENT_LENGTH, length.into());
        self.pages.send(request, self.peer).await
    }

    /// Loads `page`, fills in its hidden fields, and sends `fields` and `files` to `address`.
    pub(crate) async fn submit_files(
        &mut self,
        page: &str,
        address: &str,
        fields: &[(&str, &str)],
        files: &[Sent<'_>],
    ) -> Reply {
        let loaded = self.get(page).await;
        let csrf = loaded.hidden("csrf");
        let mut all = vec![("csrf", csrf.as_str())];
        let hidden = ["key", "version"].map(|name| {
            let there = loaded.html.contains(&format!("name=\"{name}\""));
            (name, there.then(|| loaded.hidden(name)))
        });
        for (name, value) in &hidden {
            all.extend(value.as_deref().map(|value| (*name, value)));
        }
        all.extend_from_slice(fields);
        self.send_parts(address, form(&all, files)).await
    }

    /// Downloads.
    pub(crate) async fn download(&self, address: &str) -> Download {
        let request = self.request(Method::GET, address, Body::empty());
        let response = self.pages.respond(request, self.peer).await;
        let (parts, body) = response.into_parts();
        Download {
            status: parts.status,
            headers: parts.headers,
            bytes: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        }
    }
}

impl Reply {
    /// Addresses of the files that the page links to.
    pub(crate) fn files(&self) -> Vec<String> {
        self.html
            .split("<a href=\"")
            .filter_map(|rest| rest.split_once('"'))
            .map(|(address, _)| address)
            .filter(|address| address.contains("/pliki/"))
            .map(str::to_owned)
            .collect()
    }

    /// Ids of the files that wait with the form.
    pub(crate) fn waiting(&self) -> Vec<String> {
        self.html
            .split("name=\"plik\" value=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect()
    }
}
