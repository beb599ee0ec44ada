//! Duplicates: two tickets become one and come apart, and neither requester reads the other's words.

use domain::{
    Author, Filing, Impact, PriorityMatrix, Requester, Role, Status, Ticket, TicketId, Urgency,
};
use store::{links, tickets};
use uuid::Uuid;
use web::Token;

use crate::browser::{Browser, between};
use crate::harness::{FULL, Site};

const ANNA: &str = "Drukarka w sekretariacie miga na czerwono i nie drukuje pism.";
const JAN: &str = "Drukarka miga na czerwono, pisma z sekretariatu nie drukują się, kod 49.";

/// Filed by this person, at their own address.
async fn filed(site: &Site, by: &Browser<'_>, body: &str) -> Ticket {
    let person = by.person.as_ref().unwrap();
    let requester = Requester {
        account: Some(person.id),
        name: person.name.clone(),
        email: person.email.clone(),
        ..Requester::default()
    };
    let mut tx = site.store.write().await.unwrap();
    let number = tickets::next_number(&mut tx, 2026).await.unwrap();
    let filing = Filing {
        id: TicketId(Uuid::now_v7()),
        number,
        subject: "Drukarka nie drukuje",
        body,
        requester,
        impact: Impact::Low,
        urgency: Urgency::Medium,
        suggestion: None,
    };
    let author = Author {
        user: Some(person.id),
        name: person.name.clone(),
        unit: None,
    };
    let matrix = PriorityMatrix::built_in();
    let change = Ticket::register(filing, &site.desk, &matrix, author, site.moment()).unwrap();
    tickets::apply(&mut tx, &change).await.unwrap();
    tx.commit().await.unwrap();
    change.ticket
}

struct Two<'a> {
    olga: Browser<'a>,
    anna: Browser<'a>,
    jan: Browser<'a>,
    /// Jan's, filed first: the one in which the matter goes on.
    main: Ticket,
    /// Anna's.
    duplicate: Ticket,
}

impl<'a> Two<'a> {
    async fn filed(site: &'a Site) -> Self {
        let jan = site.person("Jan Łoś", Role::Requester).await;
        let anna = site.person("Anna Nowak", Role::Requester).await;
        let main = filed(site, &jan, JAN).await;
        site.minutes_pass(5);
        let duplicate = filed(site, &anna, ANNA).await;
        Self {
            olga: site.first_line().await,
            anna,
            jan,
            main,
            duplicate,
        }
    }

    async fn merged(site: &'a Site) -> Self {
        let two = Self::filed(site).await;
        two.merge(site, "").await.leads_to(&format!(
            "/kolejka/{}?zrobiono=desk-merged",
            two.main.number
        ));
        two
    }

    async fn merge(&self, site: &Site, reason: &str) -> crate::browser::Page {
        let main = self.main.number.to_string();
        let version = site.fresh(self.main.number).await.version.to_string();
        let fields = [
            ("merge-main", main.as_str()),
            ("main-version", version.as_str()),
            ("merge-reason", reason),
        ];
        self.olga.act(&self.duplicate, "polaczenie", &fields).await
    }
}

#[tokio::test]
async fn both_are_shown_side_by_side_before_they_become_one() {
    let site = Site::start().await;
    let two = Two::filed(&site).await;
    let (a, b) = (two.duplicate.number, two.main.number);
    let form = format!("/kolejka/{a}/polaczenie");
    // The page of the ticket says that it may have been reported, one click from both side by side.
    two.olga
        .look(&two.duplicate)
        .await
        .is(200)
        .shows("Czy to już zgłoszono?")
        .shows(&format!("href=\"{form}?z={b}\""));
    two.olga
        .look(&two.main)
        .await
        .is(200)
        .shows(&format!("href=\"{form}?z={b}\""));
    two.olga
        .get(&form)
        .await
        .is(200)
        .shows("Numer drugiego zgłoszenia")
        .shows(&format!("{form}?z={b}"));
    let page = two.olga.get(&format!("{form}?z={b}")).await.is(200);
    page.shows(ANNA)
        .shows(JAN)
        .shows(&format!("Połącz {a} z {b}"))
        .shows(&format!("/kolejka/{b}/polaczenie?z={a}"))
        .shows("Anna Nowak");
    // Small letters and spaces do not matter.
    let loose = format!("{form}?z=%20{}", b.to_string().to_lowercase());
    two.olga.get(&loose).await.is(200).shows(JAN);
}

#[tokio::test]
async fn the_matter_goes_on_in_one_and_nothing_is_lost() {
    let site = Site::start().await;
    let two = Two::filed(&site).await;
    let (a, b) = (two.duplicate.number, two.main.number);
    let note = [("text", "toner jest w szafie")];
    two.olga
        .act(&two.duplicate, "notatka", &note)
        .await
        .leads_to("/kolejka");
    two.merge(&site, "ta sama drukarka")
        .await
        .leads_to(&format!("/kolejka/{b}?zrobiono=desk-merged"));
    assert_eq!(site.fresh(a).await.status, Status::Merged);

    // Everything said in the duplicate is read in the other one.
    let page = two.olga.look(&two.main).await.is(200);
    page.shows("Połączone zgłoszenia")
        .shows(ANNA)
        .shows("toner jest w szafie")
        .shows("Dołączenie zgłoszenia o tym samym")
        .shows(&format!("href=\"/kolejka/{a}\""));
    two.olga
        .look(&two.duplicate)
        .await
        .is(200)
        .shows("Sprawa jest prowadzona dalej jako")
        .shows(&format!("href=\"/kolejka/{b}\""))
        .shows("ta sama drukarka")
        .shows("połączone")
        .hides(&format!("action=\"/kolejka/{a}/rozwiazanie\""));
    // Its clocks say why they stopped.
    two.olga
        .get(&format!("/kolejka/{a}/terminy"))
        .await
        .is(200)
        .shows("bo sprawa jest prowadzona w innym zgłoszeniu");
    let queue = two.olga.get("/kolejka").await.is(200);
    assert_eq!(queue.numbers(), [b.to_string()]);
    // An act on it names where to act.
    two.olga
        .act(&two.duplicate, "rozwiazanie", &[("solution", "x")])
        .await
        .is(409)
        .shows(&format!("prowadzone dalej jako {b}"));
}

#[tokio::test]
async fn attack_23_each_requester_follows_the_matter_and_reads_nothing_of_the_other() {
    let site = Site::start().await;
    let two = Two::merged(&site).await;
    let (a, b) = (two.duplicate.number, two.main.number);
    let own = format!("/zgloszenie/{a}");
    two.anna
        .get("/moje")
        .await
        .is(200)
        .shows(&format!("href=\"{own}\""))
        .shows(&format!("razem z {b}"));
    let said = [
        ("visibility", "public"),
        ("text", "Zamówiliśmy nowy bęben."),
    ];
    two.olga
        .act(&two.main, "notatka", &said)
        .await
        .leads_to("/kolejka");
    let written = [("text", "u mnie jeszcze kod 50"), ("version", "1")];
    two.jan
        .post(&format!("/zgloszenie/{b}/notatka"), &written)
        .await
        .leads_to(&format!("/zgloszenie/{b}"));
    let page = two.anna.get(&own).await.is(200);
    page.shows(ANNA)
        .shows(&format!("razem z {b}"))
        .shows("Zamówiliśmy nowy bęben.")
        .hides("kod 49")
        .hides("kod 50")
        .hides("Łoś");
    // The other ticket itself looks as if it did not exist.
    two.anna.get(&format!("/zgloszenie/{b}")).await.is(404);
    let page = two.jan.get(&format!("/zgloszenie/{b}")).await.is(200);
    page.shows(JAN)
        .hides("Nowak")
        .hides(&a.to_string())
        .hides("w sekretariacie miga");
    two.jan.get(&own).await.is(404);
}

#[tokio::test]
async fn the_requester_of_a_duplicate_writes_and_is_heard() {
    let site = Site::start().await;
    let two = Two::merged(&site).await;
    let (a, b) = (two.duplicate.number, two.main.number);
    let asks = [("why", "requester"), ("reason", "Jaki to model?")];
    two.olga
        .act(&two.main, "wstrzymanie", &asks)
        .await
        .leads_to("/kolejka");
    let own = format!("/zgloszenie/{a}");
    two.anna.get(&own).await.is(200).shows("Jaki to model?");
    let answer = [("text", "Model 4100"), ("version", "1")];
    two.anna
        .post(&format!("{own}/notatka"), &answer)
        .await
        .leads_to(&format!("{own}?zrobiono=my-noted"));
    assert_eq!(site.fresh(b).await.waiting, None);
    two.anna.get(&own).await.is(200).shows("Model 4100");
    two.olga
        .look(&two.main)
        .await
        .is(200)
        .shows("Model 4100")
        .shows("Wiadomość z połączonego zgłoszenia");
    two.jan
        .get(&format!("/zgloszenie/{b}"))
        .await
        .is(200)
        .hides("Model 4100");
}

#[tokio::test]
async fn whom_the_solution_did_not_help_gets_their_own_ticket_back() {
    let site = Site::start().await;
    let two = Two::merged(&site).await;
    let (a, b) = (two.duplicate.number, two.main.number);
    let own = format!("/zgloszenie/{a}");
    let early = [("text", "nie działa"), ("version", "2")];
    two.anna
        .post(&format!("{own}/ponowne-otwarcie"), &early)
        .await
        .is(409);
    two.olga
        .act(
            &two.main,
            "rozwiazanie",
            &[("solution", "Wymieniono bęben.")],
        )
        .await
        .leads_to("/kolejka");
    let page = two.anna.get(&own).await.is(200);
    page.shows("Wymieniono bęben.")
        .shows("U mnie to nadal nie działa")
        // Whether all is well is asked of whoever the solved ticket belongs to.
        .hides(&format!("{own}/zamkniecie"));
    two.anna
        .post(&format!("{own}/ponowne-otwarcie"), &[("version", "2")])
        .await
        .is(422);
    two.anna
        .post(&format!("{own}/ponowne-otwarcie"), &early)
        .await
        .leads_to(&own);
    assert_eq!(site.fresh(a).await.status, Status::New);
    assert_eq!(site.fresh(b).await.status, Status::Resolved);
    two.olga
        .look(&two.duplicate)
        .await
        .is(200)
        .shows("nie działa")
        .shows("Rozłączenie");
}

#[tokio::test]
async fn a_secret_link_of_a_duplicate_still_opens_its_page() {
    let site = Site::start().await;
    let two = Two::filed(&site).await;
    let secret = Token::fresh().unwrap();
    let mut tx = site.store.write().await.unwrap();
    links::insert(&mut tx, two.duplicate.id, &secret.hash(), site.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    two.merge(&site, "").await.leads_to("/kolejka");
    let link = format!("/z/{}", secret.secret());
    let page = site.visitor().get(&link).await.is(200);
    page.shows(ANNA)
        .shows(&format!("razem z {}", two.main.number))
        .hides("kod 49")
        .hides("Łoś");
    site.visitor()
        .post(&format!("{link}/notatka"), &[("text", "proszę pilnie")])
        .await
        .leads_to(&link);
    two.olga
        .look(&two.main)
        .await
        .is(200)
        .shows("proszę pilnie");
}

#[tokio::test]
async fn taken_apart_it_stands_where_it_stood() {
    let site = Site::start().await;
    let two = Two::filed(&site).await;
    let (a, b) = (two.duplicate.number, two.main.number);
    two.olga
        .act(&two.duplicate, "podejmij", &[])
        .await
        .leads_to("/kolejka");
    two.merge(&site, "").await.leads_to("/kolejka");
    let form = format!("/kolejka/{a}/rozlaczenie");
    two.olga
        .get(&form)
        .await
        .is(200)
        .shows(&format!("jest teraz częścią {b}"));
    let main_version = [("main-version", "2")];
    two.olga
        .act(&two.duplicate, "rozlaczenie", &main_version)
        .await
        .is(422)
        .shows("href=\"#field-part-reason\"");
    let reason = [("main-version", "2"), ("part-reason", "To inna drukarka.")];
    two.olga
        .act(&two.duplicate, "rozlaczenie", &reason)
        .await
        .leads_to(&format!("/kolejka/{a}?zrobiono=desk-parted"));
    assert_eq!(site.fresh(a).await.status, Status::InProgress);
    assert!(site.fresh(b).await.merging.absorbed.is_empty());
    two.olga
        .look(&two.main)
        .await
        .is(200)
        .hides(ANNA)
        .shows("Odłączenie zgłoszenia");
    two.anna
        .get(&format!("/zgloszenie/{a}"))
        .await
        .is(200)
        .shows("To inna drukarka.");
    two.olga.get(&form).await.is(409).shows("nie są połączone");
}

#[tokio::test]
async fn attack_21_a_ticket_one_may_not_see_looks_like_one_that_is_not_there() {
    let site = Site::start().await;
    let two = Two::filed(&site).await;
    two.olga
        .act(&two.duplicate, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    let adam = site.member("IT-04-1").await;
    adam.act(&two.duplicate, "przyjecie", &[])
        .await
        .leads_to("/kolejka");
    let form = format!("/kolejka/{}/polaczenie", two.duplicate.number);
    let hidden = adam
        .get(&format!("{form}?z={}", two.main.number))
        .await
        .is(422);
    let absent = adam.get(&format!("{form}?z=ZG-2026-000099")).await.is(422);
    let number = two.main.number.to_string();
    let main = |page: &crate::browser::Page| {
        let main = between(&page.html, "<main", "</main>");
        main.replace(&number, "ZG-2026-000099")
    };
    assert_eq!(main(&hidden), main(&absent));
    hidden.shows("Nie ma takiego zgłoszenia").hides("kod 49");
    // What may be the same is not told either.
    adam.look(&two.duplicate)
        .await
        .is(200)
        .hides("Czy to już zgłoszono?");
    let posted = [("merge-main", number.as_str()), ("main-version", "1")];
    adam.act(&two.duplicate, "polaczenie", &posted)
        .await
        .is(422)
        .hides("kod 49");
}

#[tokio::test]
async fn what_stands_in_the_way_is_said_before_anybody_presses_a_button() {
    let site = Site::start().await;
    let two = Two::merged(&site).await;
    let third = filed(&site, &two.anna, "Drukarka znowu nie drukuje.").await;
    let (a, b) = (two.duplicate.number, two.main.number);
    let show = async |from: &Ticket, to: &str| {
        let address = format!("/kolejka/{}/polaczenie?z={to}", from.number);
        let page = two.olga.get(&address).await.is(200);
        page.shows("Tych zgłoszeń nie można połączyć")
            .hides("name=\"merge-reason\"");
        page
    };
    show(&third, &third.number.to_string())
        .await
        .shows("nie można połączyć z nim samym");
    show(&third, &a.to_string())
        .await
        .shows(&format!("Proszę połączyć z {b}."));
    show(&two.main, &third.number.to_string())
        .await
        .shows("Proszę połączyć odwrotnie")
        .shows(&format!("/kolejka/{}/polaczenie?z={b}", third.number));
    two.olga
        .act(&two.main, "rozwiazanie", &[("solution", "x")])
        .await
        .leads_to("/kolejka");
    show(&third, &b.to_string()).await.shows("rozwiązane");
}

#[tokio::test]
async fn attack_35_a_late_merge_shows_what_changed_in_either_and_keeps_the_reason() {
    let site = Site::start().await;
    let two = Two::filed(&site).await;
    let piotr = site.person("Piotr Prędki", Role::FirstLine).await;
    piotr
        .act(&two.main, "notatka", &[("text", "serwis będzie o 14")])
        .await
        .leads_to("/kolejka");
    let main = two.main.number.to_string();
    let fields = [
        ("merge-main", main.as_str()),
        ("main-version", "1"),
        ("merge-reason", "ta <b>sama</b> drukarka"),
    ];
    let page = two
        .olga
        .act_in(&two.duplicate, "polaczenie", "1", &fields)
        .await
        .is(409);
    page.shows("Piotr Prędki, IT-02-3")
        .shows("serwis będzie o 14")
        .shows("ta &#60;b&#62;sama&#60;/b&#62; drukarka")
        .shows("name=\"main-version\" value=\"2\"");
    assert_eq!(site.fresh(two.duplicate.number).await.status, Status::New);
    // Handed over meanwhile: no refusal without the words.
    piotr
        .act(&two.duplicate, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    two.olga
        .act_in(&two.duplicate, "polaczenie", "1", &fields)
        .await
        .is(409)
        .shows("Eskalacja")
        .shows("ta &#60;b&#62;sama&#60;/b&#62; drukarka");
}

#[tokio::test]
async fn a_double_click_merges_once() {
    let site = Site::start().await;
    let two = Two::filed(&site).await;
    let main = two.main.number.to_string();
    let fields = [("merge-main", main.as_str()), ("main-version", "1")];
    let click = || two.olga.act_in(&two.duplicate, "polaczenie", "1", &fields);
    let (one, other) = tokio::join!(click(), click());
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(site.history(&two.duplicate).await.len(), 2);
    assert_eq!(site.history(&two.main).await.len(), 2);
}
