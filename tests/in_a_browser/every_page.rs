//! Every page of the program, in each state that looks unlike the others, before one browser.
//!
//! The list of routes is the one that `crates/web/tests/desk/routes/table.rs` holds complete: a new page that nobody
//! visits here fails [`no_page_is_left_out`] by its name.

use std::collections::BTreeSet;
use std::time::Instant;

use serde_json::{Value, json};

use crate::common::Demo;
use crate::eyes::Weight;
use crate::person::Person;
use crate::stage::{DIRECTOR, Stage};

const ROUTES: &str = include_str!("../../crates/web/tests/desk/routes/table.rs");

/// What answers a `GET` with something else than a page.
const NO_PAGES: [&str; 16] = [
    // Files.
    "/kolejka/{number}/pliki/{id}",
    "/zgloszenie/{number}/pliki/{id}",
    "/z/{token}/pliki/{id}",
    "/zgloszenie/{number}/rezerwacja.ics",
    "/z/{token}/rezerwacja.ics",
    "/static/{file}",
    "/analizy/pliki/{file}",
    // A letter as it was sent; the page of the letter has it in a frame.
    "/listy/{id}/html",
    // A part of a page, for its script.
    "/kolejka/{number}/wzorce",
    // A stream, a redirection, answers for machines.
    "/kolejka/na-zywo",
    "/jezyk",
    "/healthz",
    "/readyz",
    "/api",
    "/api/",
    "/api/{*rest}",
];

/// The form of a canned answer.
const REPLY: &str = "main form[action='/odpowiedzi-wzorcowe']";
const FOCUS_IN_SUMMARY: &str = "document.activeElement.matches('.error-summary')";
const DONE: &str = "document.activeElement.matches('.notice--ok')";
const TOO_LATE: &str = "document.querySelector('#zmiany')";

/// A page, and the states it comes to by its forms.
struct Visit {
    route: &'static str,
    address: String,
    states: Vec<State>,
}

/// What a form, sent with these values, leads to.
struct State {
    name: &'static str,
    form: &'static str,
    values: Value,
    /// What is true then.
    expression: &'static str,
}

fn visit(route: &'static str, address: impl Into<String>) -> Visit {
    Visit {
        route,
        address: address.into(),
        states: Vec::new(),
    }
}

/// A page whose address is its route.
fn plain(route: &'static str) -> Visit {
    visit(route, route)
}

impl Visit {
    /// And its form sent as it came: everything wrong is named, and the focus is where it is.
    fn refused(self, form: &'static str) -> Self {
        self.then("422", form, json!({}), FOCUS_IN_SUMMARY)
    }

    fn then(
        mut self,
        name: &'static str,
        form: &'static str,
        values: Value,
        expression: &'static str,
    ) -> Self {
        self.states.push(State {
            name,
            form,
            values,
            expression,
        });
        self
    }
}

/// Paths of every page, by the table of routes.
fn routes() -> BTreeSet<&'static str> {
    let (_, pages) = ROUTES.split_once("const PAGES").unwrap();
    let (pages, _) = pages.split_once("\n];").unwrap();
    let words: Vec<&str> = pages.split('"').collect();
    let pages: BTreeSet<&str> = words
        .windows(3)
        .filter(|window| window[0] == "GET")
        .map(|window| window[2])
        .filter(|path| !NO_PAGES.contains(path))
        .collect();
    assert!(
        pages.len() > 40,
        "the table is written otherwise: {pages:?}"
    );
    pages
}

fn visitor(stage: &Stage) -> Vec<Visit> {
    vec![
        plain("/"),
        plain("/dostepnosc"),
        plain("/demo"),
        plain("/awarie"),
        plain("/wiedza"),
        visit("/wiedza", "/wiedza?q=qwxz"),
        visit("/awarie/{id}", &stage.outage),
        plain("/logowanie").then(
            "422",
            "main form",
            json!({"login": "nikt", "password": "nic"}),
            FOCUS_IN_SUMMARY,
        ),
        plain("/zgloszenia/nowe").refused("main form[action='/zgloszenia']"),
        visit("/z/{token}", &stage.link).refused("form[action$='/notatka']"),
        visit("404", "/nie/ma/takiej"),
    ]
}

fn requester() -> Vec<Visit> {
    vec![
        plain("/"),
        plain("/moje"),
        plain("/powiadomienia").then(
            "saved",
            "form[action='/powiadomienia']",
            json!({"wish": "digest"}),
            DONE,
        ),
        visit("/zgloszenie/{number}", "/zgloszenie/ZG-2026-000002")
            .refused("form[action$='/notatka']"),
        visit("403", "/konta"),
        visit("404", "/zgloszenie/ZG-2026-000001"),
    ]
}

/// The pages about one ticket, as the first line sees them.
fn tickets(stage: &Stage) -> Vec<Visit> {
    let ticket = |rest: &str| format!("/kolejka/{}{rest}", stage.open);
    vec![
        visit("/kolejka/{number}", ticket(""))
            .refused("form[action$='/notatka']")
            .then(
                "409",
                "form[action$='/notatka']",
                json!({"text": "Napisane przed chwilą.", "version": "1"}),
                TOO_LATE,
            ),
        visit("/kolejka/{number}", format!("/kolejka/{}", stage.merged)),
        visit("/kolejka/{number}", format!("/kolejka/{}", stage.solved)),
        visit("/kolejka/{number}", format!("/kolejka/{}", stage.disputed)),
        visit("/kolejka/{number}/uzasadnienie", ticket("/uzasadnienie")),
        visit("/kolejka/{number}/terminy", ticket("/terminy")),
        visit("/kolejka/{number}/eskalacja", ticket("/eskalacja"))
            .refused("form[action$='/eskalacja']"),
        visit("/kolejka/{number}/przekazanie", ticket("/przekazanie")).then(
            "422",
            "form[action$='/przekazanie']",
            json!({"reason": ""}),
            FOCUS_IN_SUMMARY,
        ),
        visit("/kolejka/{number}/zadanie", ticket("/zadanie")).refused("form[action$='/zadanie']"),
        visit("/kolejka/{number}/zadania/{task}", &stage.task),
        visit("/kolejka/{number}/polaczenie", ticket("/polaczenie")),
        visit(
            "/kolejka/{number}/polaczenie",
            ticket(&format!("/polaczenie?z={}", stage.disputed)),
        ),
        visit(
            "/kolejka/{number}/rozlaczenie",
            format!("/kolejka/{}/rozlaczenie", stage.merged),
        )
        .refused("form[action$='/rozlaczenie']"),
        visit(
            "/kolejka/{number}/incydent",
            format!("/kolejka/{}/incydent", stage.incident),
        ),
    ]
}

fn first_line(stage: &Stage) -> Vec<Visit> {
    vec![
        plain("/"),
        plain("/kolejka"),
        visit("/kolejka", "/kolejka?szukaj=qwxz"),
        visit("/kolejka", "/kolejka?stan=xyz"),
        visit(
            "/kolejka",
            "/kolejka?komorka=wszystkie&stan=wszystkie&kolejnosc=termin",
        ),
        plain("/kolejka/widoki").refused("form[action='/kolejka/widoki']"),
        plain("/skroty"),
        plain("/moje"),
        plain("/kolejka/telefon").refused("main form[action='/kolejka/telefon']"),
        plain("/odpowiedzi-wzorcowe"),
        plain("/odpowiedzi-wzorcowe/nowa").refused(REPLY).then(
            "done",
            REPLY,
            json!({"title": "Numer", "text": "Numer zgłoszenia: {numer}."}),
            DONE,
        ),
        visit(
            "/odpowiedzi-wzorcowe/{id}",
            "/odpowiedzi-wzorcowe main a[href^='/odpowiedzi-wzorcowe/']:not([href$='/nowa'])",
        ),
        plain("/analizy"),
        visit("/analizy/raport/{month}", "/analizy/raport/2026-11"),
        plain("/jakosc"),
        plain("/rezerwacje"),
        plain("/listy"),
        plain("/listy/niedoreczone"),
        visit("/listy/{id}", "/listy main a[href^='/listy/']"),
        plain("/awarie"),
        plain("/awarie/nowa").refused("form[action='/awarie']"),
        visit("/awarie/{id}", &stage.outage).refused("form[action$='/wiadomosc']"),
        visit("/awarie/{id}/tresc", format!("{}/tresc", stage.outage)),
        plain("/wiedza/nowy").refused("form[action='/wiedza']"),
        visit(
            "/wiedza/{id}",
            "/wiedza main a[href^='/wiedza/']:not([href$='/nowy'])",
        ),
        visit("404", "/kolejka/ZG-2026-999999"),
        visit("403", "/konta"),
    ]
}

fn second_line(stage: &Stage) -> Vec<Visit> {
    vec![
        plain("/kolejka"),
        visit("/kolejka/{number}", format!("/kolejka/{}", stage.escalated)).then(
            "done",
            "form[action$='/przyjecie']",
            json!({}),
            DONE,
        ),
    ]
}

fn sessions(stage: &Stage) -> Vec<Visit> {
    let form = "form[action$='/rezerwacja']";
    let booking = json!({
        "place": "Sala Kupiecka", "from": "2027-03-02T10:00", "to": "2027-03-02T13:00",
        "crew": "Kamil Bury", "equipment": "rzutnik",
    });
    vec![
        visit(
            "/kolejka/{number}/rezerwacja",
            format!("/kolejka/{}/rezerwacja", stage.session),
        )
        .refused(form)
        .then("done", form, booking, DONE),
        visit("/rezerwacje", "/rezerwacje?od=2027-03-02"),
        visit("/kolejka/{number}/zadania/{task}", &stage.task),
    ]
}

fn administrator() -> Vec<Visit> {
    vec![
        plain("/"),
        plain("/kolejka"),
        plain("/moje"),
        plain("/konta"),
        plain("/ustawienia"),
        plain("/trafnosc"),
        visit(
            "/wiedza/{id}/zmiana",
            "/wiedza main a[href^='/wiedza/']:not([href$='/nowy']) main a[href$='/zmiana']",
        ),
        visit(
            "/wiedza/{id}/wersje",
            "/wiedza main a[href^='/wiedza/']:not([href$='/nowy']) main a[href$='/wersje']",
        ),
    ]
}

fn superior(stage: &Stage) -> Vec<Visit> {
    let address = format!("/rozstrzygniecie/{}", stage.disputed);
    vec![visit("/rozstrzygniecie/{number}", address).refused("form[action*='/rozstrzygniecie/']")]
}

/// Pages with those who are shown them.
type Walk = Vec<(&'static str, Vec<Visit>)>;

/// The walks, each short enough for one test.
fn walks(stage: &Stage) -> [Walk; 4] {
    [
        vec![("", visitor(stage)), ("Anna Nowak", requester())],
        vec![("Olga Madej", tickets(stage))],
        vec![("Olga Madej", first_line(stage))],
        vec![
            ("Marek Sowa", second_line(stage)),
            ("Kamil Bury", sessions(stage)),
            ("Beata Król", administrator()),
            (DIRECTOR, superior(stage)),
        ],
    ]
}

impl Person {
    /// Opens an address: a path, and after it selectors of links to follow, one after the other.
    async fn finds(&self, address: &str) {
        let mut parts = address.split(" main ");
        self.open(parts.next().unwrap()).await;
        for link in parts {
            let script = format!("return document.querySelector(\"main {link}\").pathname");
            let path = self.asks(&script).await;
            self.open(path.as_str().unwrap()).await;
        }
    }

    /// The page came with the status that `expected` is, or 200 where it is none; else what is wrong.
    async fn is_answered(&self, name: &str, expected: &str) -> Option<String> {
        let expected: i64 = expected.parse().unwrap_or(200);
        let status = "return performance.getEntriesByType('navigation')[0].responseStatus";
        let status = self.asks(status).await;
        (status != expected).then(|| format!("{name}: status {status}"))
    }

    /// Visits the page and the states its forms lead to; pictures are kept under `name`.
    async fn visits(&self, name: &str, visit: &Visit) -> (Weight, Vec<String>) {
        self.finds(&visit.address).await;
        let weight = self.weighs(name).await;
        let mut faults: Vec<String> = weight.fault().into_iter().collect();
        faults.extend(self.is_answered(name, visit.route).await);
        faults.extend(self.looks_at_all_sides(name).await);
        for state in &visit.states {
            self.finds(&visit.address).await;
            let name = format!("{name}-{}", state.name);
            let sent = self
                .sends(state.form, state.values.clone(), state.expression)
                .await;
            faults.extend(sent.err().map(|fault| format!("{name}: {fault}")));
            faults.extend(self.is_answered(&name, state.name).await);
            faults.extend(self.looks_at_all_sides(&name).await);
        }
        (weight, faults)
    }
}

/// Under which name the pictures of a visit are kept: by walk, place in it, and route.
fn picture(walk: usize, place: usize, visit: &Visit) -> String {
    let words = visit.route.split(|one: char| !one.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!("page-{walk}-{place:02}-{}", words.join("-"))
}

/// Goes one of the [`walks`] with a browser of its own and names everything that is wrong on the way.
#[expect(clippy::print_stdout, reason = "figures for docs/benchmarks.md")]
async fn walked(number: usize) {
    let demo = Demo::start();
    let stage = Stage::of(&demo).await;
    let walk = walks(&stage).into_iter().nth(number).unwrap();
    let begun = Instant::now();
    let person = Person::at(&demo).await;
    person.open("/jezyk?na=pl&powrot=/").await;
    let (mut weights, mut faults) = (Vec::new(), Vec::new());
    for (who, visits) in walk {
        if !who.is_empty() {
            person.sign_in(who).await;
        }
        for visit in visits {
            let name = picture(number, weights.len(), &visit);
            let (weight, wrong) = person.visits(&name, &visit).await;
            weights.push(weight);
            faults.extend(wrong);
        }
    }
    println!("{} pages in {:?}", weights.len(), begun.elapsed());
    for weight in &weights {
        println!("{weight:?}");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_page_is_left_out() {
    let nobody = Stage::default();
    let visited: BTreeSet<&str> = walks(&nobody)
        .iter()
        .flatten()
        .flat_map(|(_, visits)| visits.iter().map(|visit| visit.route))
        .filter(|route| route.starts_with('/'))
        .collect();
    let routes = routes();
    let new: Vec<_> = routes.difference(&visited).collect();
    let gone: Vec<_> = visited.difference(&routes).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "pages that nobody visits here: {new:?}; visited here and in no table: {gone:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_visitors_and_requesters() {
    walked(0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_about_a_ticket() {
    walked(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_other_page_of_the_first_line() {
    walked(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_units_administrators_and_superiors() {
    walked(3).await;
}
