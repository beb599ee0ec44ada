//! Pages as a browser without scripts asks for them.

use ureq::Agent;

/// Somebody signed in.
pub(crate) struct Pages {
    agent: Agent,
    address: String,
    cookie: String,
}

impl Pages {
    pub(crate) fn sign_in(address: &str, login: &str, password: &str) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into();
        let mut pages = Self {
            agent,
            address: address.to_owned(),
            cookie: String::new(),
        };
        pages.post(
            "/logowanie",
            "/logowanie",
            &[("login", login), ("password", password)],
        );
        pages
    }

    pub(crate) fn get(&mut self, path: &str) -> String {
        let url = format!("{}{path}", self.address);
        let asked = self.agent.get(url).header("cookie", &self.cookie);
        let mut answer = asked.call().unwrap();
        let page = answer.body_mut().read_to_string().unwrap();
        assert_eq!(answer.status(), 200, "{path}: {page}");
        self.keep_cookie(&answer);
        page
    }

    /// Sends a form that stands on the page `from`; where it leads to comes back.
    pub(crate) fn post(&mut self, from: &str, path: &str, fields: &[(&str, &str)]) -> String {
        let page = self.get(from);
        let (_, csrf) = page.split_once("name=\"csrf\" value=\"").unwrap();
        let csrf = ("csrf", csrf.split('"').next().unwrap());
        let fields = fields.iter().copied().chain([csrf]);
        let asked = self.agent.post(format!("{}{path}", self.address));
        let answer = asked.header("cookie", &self.cookie).send_form(fields);
        let answer = answer.unwrap();
        assert_eq!(answer.status(), 303, "{path}");
        self.keep_cookie(&answer);
        answer.headers()["location"].to_str().unwrap().to_owned()
    }

    fn keep_cookie(&mut self, answer: &ureq::http::Response<ureq::Body>) {
        if let Some(set) = answer.headers().get("set-cookie") {
            let set = set.to_str().unwrap();
            set.split(';').next().unwrap().clone_into(&mut self.cookie);
        }
    }
}
