//! What every page shows around its own words: header, navigation, footer.

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use domain::{Action, Actor, Object, Role};
use ordinance::UnitCode;
use store::shortcuts::{self, Shortcuts};
use texts::Language;

use crate::articles::old_since;
use crate::auth::session::Visit;
use crate::outages::may_outage;
use crate::permit::may;
use crate::{App, WebError, analyses, assets, language};

/// The frame of a page; a template reaches it as `frame`. Handlers take it as an argument.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// Address of the stylesheet.
    pub(crate) style: &'static str,
    /// Address of the script of forms.
    pub(crate) forms: &'static str,
    /// Address of the icon.
    pub(crate) icon: &'static str,
    /// The token for the hidden field `csrf` of every form.
    pub(crate) csrf: String,
    /// Who is signed in.
    pub(crate) person: Option<Signature>,
    /// The main navigation; templates ask for its parts.
    links: Vec<Link>,
    /// The switch between languages.
    pub(crate) languages: Vec<Tongue>,
    /// Address of the desk's scripts; `None` for people who do not work at the desk.
    pub(crate) script: Option<&'static str>,
    /// Single keys do something.
    pub(crate) shortcuts: bool,
    /// Takes tickets down while somebody calls.
    pub(crate) takes_calls: bool,
    /// Sample people sign in with one click.
    pub(crate) demo: bool,
    /// Key of the sentence about what was just done, from `?zrobiono=…`.
    pub(crate) done: Option<String>,
}

/// The signed-in person, as the header shows them.
#[derive(Clone, Debug)]
pub(crate) struct Signature {
    /// Name.
    pub(crate) name: String,
    /// Key of the role's name.
    pub(crate) role: &'static str,
    /// Symbol of the unit, for people who work in one.
    pub(crate) unit: Option<String>,
}

/// One entry of the navigation.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// Where to.
    pub(crate) address: &'static str,
    /// Key of its words.
    pub(crate) key: &'static str,
    /// The page shown is this one or below it.
    pub(crate) current: bool,
    /// How many things wait there; shown when above zero.
    pub(crate) waiting: i64,
    /// Whether it stands in the bar or in the menu beside it.
    place: Place,
}

/// Where in the navigation a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In the bar; on a narrow screen only the first two of them, the others in the menu.
    Bar,
    /// In the menu of further pages.
    Menu,
}

/// So many links stay in the bar on a narrow screen; as many as there are when only one would be left over.
const ALWAYS_IN_BAR: usize = 2;

/// One language of the switch.
#[derive(Clone, Debug)]
pub(crate) struct Tongue {
    /// The language; its name is in itself.
    pub(crate) language: Language,
    /// Where it is chosen.
    pub(crate) address: String,
}

impl Frame {
    /// The frame without anything that is read from the database; for pages about failures.
    pub(crate) fn bare(app: &App, visit: Option<&Visit>) -> Self {
        let actor = visit.map_or(&Actor::Visitor, |visit| &visit.actor);
        Self {
            style: &assets::STYLE.address,
            forms: &assets::FORMS.address,
            icon: &assets::ICON.address,
            csrf: visit.map(Visit::csrf).unwrap_or_default(),
            person: match actor {
                Actor::Person(person) => Some(Signature {
                    name: person.name.clone(),
                    role: role_key(&person.role),
                    unit: own_unit(app, actor).map(|unit| unit.to_string()),
                }),
                _ => None,
            },
            links: links(app, actor),
            languages: languages("/"),
            script: may(app, actor, Action::SeeQueue, Object::Desk)
                .then_some(assets::DESK.address.as_str()),
            shortcuts: false,
            takes_calls: may(app, actor, Action::FileForOthers, Object::Desk),
            demo: app.settings.demo,
            done: None,
        }
    }

    /// The frame whose switch of languages leads back to this address.
    pub(crate) fn leading_back_to(mut self, address: &str) -> Self {
        self.languages = languages(address);
        self
    }

    /// The links that are in the bar however narrow the screen is.
    pub(crate) fn first_links(&self) -> impl Iterator<Item = &Link> {
        self.at_place(Place::Bar).take(self.always_in_bar())
    }

    /// The links that are in the bar of a wide screen and in the menu of a narrow one.
    pub(crate) fn wide_links(&self) -> impl Iterator<Item = &Link> {
        self.at_place(Place::Bar).skip(self.always_in_bar())
    }

    /// The links that are always in the menu.
    pub(crate) fn menu_links(&self) -> impl Iterator<Item = &Link> {
        self.at_place(Place::Menu)
    }

    /// How many things wait on pages that are in the menu.
    pub(crate) fn menu_waiting(&self) -> i64 {
        self.menu_links().map(|link| link.waiting).sum()
    }

    /// Whether there is a menu on a narrow screen.
    pub(crate) fn has_menu(&self) -> bool {
        self.wide_links().next().is_some() || self.has_menu_when_wide()
    }

    /// Whether there is a menu however wide the screen is.
    pub(crate) fn has_menu_when_wide(&self) -> bool {
        self.menu_links().next().is_some()
    }

    /// Whether the page shown is one of the menu.
    pub(crate) fn is_in_menu(&self) -> bool {
        self.menu_links().any(|link| link.current)
    }

    fn always_in_bar(&self) -> usize {
        match self.links.len() {
            few @ ..=3 => few,
            _ => ALWAYS_IN_BAR,
        }
    }

    fn at_place(&self, place: Place) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(move |link| link.place == place)
    }

    /// An entry of the navigation, when this person has it.
    fn link(&mut self, address: &str) -> Option<&mut Link> {
        self.links.iter_mut().find(|link| link.address == address)
    }

    fn at(mut self, path: &str, query: &str) -> Self {
        // A form that came back, and one's own ticket, stand below other addresses than their entry.
        let path = match path {
            "/zgloszenia" => "/zgloszenia/nowe",
            own if own.starts_with("/zgloszenie/") => "/moje",
            other => other,
        };
        // The longest address that the path begins with is where we are.
        let current = self
            .links
            .iter()
            .map(|link| link.address)
            .filter(|address| {
                path == *address
                    || path
                        .strip_prefix(address)
                        .is_some_and(|rest| rest.starts_with('/'))
            })
            .max_by_key(|address| address.len());
        for link in &mut self.links {
            link.current = Some(link.address) == current;
        }
        self.done = form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == "zrobiono")
            .map(|(_, what)| format!("done-{what}"));
        self
    }
}

fn languages(way_back: &str) -> Vec<Tongue> {
    let choice = |language| Tongue {
        language,
        address: language::switch(language, way_back),
    };
    Language::ALL.map(choice).into()
}

/// The unit that somebody works in.
fn own_unit(app: &App, actor: &Actor) -> Option<UnitCode> {
    match actor {
        Actor::Person(person) => match &person.role {
            Role::Unit(unit) => Some(unit.clone()),
            Role::FirstLine => Some(app.desk.first_line().clone()),
            Role::Requester | Role::Administrator => None,
        },
        Actor::Visitor | Actor::LinkHolder(_) => None,
    }
}

/// Key of a role's name.
fn role_key(role: &Role) -> &'static str {
    match role {
        Role::Requester => "role-requester",
        Role::FirstLine => "role-first_line",
        Role::Unit(_) => "role-unit",
        Role::Administrator => "role-administrator",
    }
}

fn links(app: &App, actor: &Actor) -> Vec<Link> {
    use Place::{Bar, Menu};
    let all = [
        (Action::SeeQueue, Bar, "/kolejka", "nav-queue"),
        (Action::File, Bar, "/zgloszenia/nowe", "nav-file"),
        (Action::SeeQueue, Bar, "/awarie", "nav-outages"),
        (Action::SeeQueue, Bar, "/rezerwacje", "nav-bookings"),
        (Action::ListOwn, own_place(app, actor), "/moje", "nav-mine"),
        (Action::File, Bar, "/wiedza", "nav-articles"),
        (
            Action::SeeQueue,
            Menu,
            "/odpowiedzi-wzorcowe",
            "nav-replies",
        ),
        (Action::SeeLetters, Menu, "/listy", "nav-letters"),
        (
            Action::RetryLetter,
            Menu,
            "/listy/niedoreczone",
            "nav-undelivered",
        ),
        (Action::SeeAnalyses, Menu, "/analizy", "nav-analyses"),
        (Action::SeeQuality, Menu, "/jakosc", "quality-title"),
        (Action::ManageRouting, Menu, "/trafnosc", "nav-accuracy"),
        (Action::ManageAccounts, Menu, "/konta", "nav-accounts"),
        (Action::SeeSettings, Menu, "/ustawienia", "nav-settings"),
    ];
    all.into_iter()
        .filter(|(action, _, address, _)| match *address {
            // Also for those who stand above the first line, and are not of it.
            "/awarie" => may_outage(app, actor, Action::SeeInternals, None),
            // Also for units and their superiors, who see figures of their own.
            "/analizy" => analyses::scope(app, actor).is_ok(),
            _ => may(app, actor, *action, Object::Desk),
        })
        .map(|(_, place, address, key)| Link {
            address,
            key,
            current: false,
            waiting: 0,
            place,
        })
        .collect()
}

/// One's own tickets are what a requester comes for; whoever works at the desk rarely files any.
fn own_place(app: &App, actor: &Actor) -> Place {
    if may(app, actor, Action::SeeQueue, Object::Desk) {
        Place::Menu
    } else {
        Place::Bar
    }
}

impl FromRequestParts<App> for Frame {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        let visit = parts.extensions.get::<Visit>();
        let query = parts.uri.query().unwrap_or_default();
        let way_back = language::way_back(&parts.method, &parts.uri, &parts.headers);
        let mut frame = Self::bare(app, visit)
            .leading_back_to(&way_back)
            .at(parts.uri.path(), query);
        frame.done = frame.done.filter(|key| app.texts.has(key));
        if let (Some(_), Some(Actor::Person(person))) =
            (frame.script, visit.map(|visit| &visit.actor))
        {
            let mut conn = app.store.read().await?;
            frame.shortcuts = shortcuts::of(&mut conn, person.id).await? == Shortcuts::On;
        }
        if let Some(link) = frame.link("/listy/niedoreczone") {
            let mut conn = app.store.read().await?;
            link.waiting = store::jobs::undelivered_count(&mut conn).await?;
        }
        if let (Some(link), Some(unit)) = (
            frame.link("/wiedza"),
            visit.and_then(|visit| own_unit(app, &visit.actor)),
        ) {
            let mut conn = app.store.read().await?;
            link.waiting = store::articles::unchecked(&mut conn, &unit, old_since(app)).await?;
        }
        if let Some(link) = frame.link("/ustawienia") {
            let mut conn = app.store.read().await?;
            link.waiting = store::settings_reads::refusing(&mut conn).await?;
        }
        Ok(frame)
    }
}

/// A page with status 200.
pub(crate) fn page(template: &impl Template) -> Result<Response, WebError> {
    page_with(StatusCode::OK, template)
}

/// A page with another status: 422 for a form to mend, 409 for one that came too late.
pub(crate) fn page_with(
    status: StatusCode,
    template: &impl Template,
) -> Result<Response, WebError> {
    Ok((status, Html(template.render()?)).into_response())
}
