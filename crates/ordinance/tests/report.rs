//! What `ordinance show` prints.

use ordinance::{Ordinance, report};
use serde_json::json;

#[test]
fn the_json_has_the_agreed_keys() {
    let value = report::show_json(Ordinance::built_in());
    assert_eq!(value["number"], "1756/2022");
    assert_eq!(value["date"], "2022-06-23");
    assert_eq!(
        value["repeals"],
        json!({"number": "2667/2021", "date": "2021-09-23"})
    );
    assert_eq!(value["first_line"], "IT-02-3");
    assert_eq!(value["second_line"], json!(["IT-02-4", "IT-04-1"]));
    assert_eq!(value["units"].as_array().unwrap().len(), 14);
    assert_eq!(
        value["units"][6],
        json!({
            "code": "IT-02-4",
            "name": "Referat ds. zarządzania aplikacjami",
            "superior": "I Zastępca Dyrektora",
        })
    );
    let provisions = value["provisions"].as_array().unwrap();
    assert_eq!(provisions.len(), 193);
    let vpn = provisions
        .iter()
        .find(|provision| provision["ref"] == "§14 pkt 1 lit. l")
        .unwrap();
    assert_eq!(
        *vpn,
        json!({
            "ref": "§14 pkt 1 lit. l",
            "unit": "IT-04-1",
            "text": "usług sieciowych, w tym VPN",
            "introductory": false,
        })
    );
    assert_eq!(provisions[192]["ref"], "§18 pkt 37");
    assert_eq!(provisions[192]["unit"], json!(null));
}

#[test]
fn the_text_shows_units_under_their_superiors_lines_and_provisions() {
    let text = report::show_text(Ordinance::built_in());
    for part in [
        "Zarządzenie nr 1756/2022 z dnia 2022-06-23\nw sprawie podziału",
        "repeals: 2667/2021 of 2021-09-23\n",
        "  II Zastępca Dyrektora\n    IT-03-1  Referat ds. finansów i kontrolingu\n    IT-03-2",
        "First line:  IT-02-3  Referat",
        "Second line: IT-02-4  Referat",
        "Second line: IT-04-1  Referat",
        "Provisions (193)\n  IT-01-1   §3 pkt 1 ",
        "  IT-04-1   §14 pkt 1 lit. l    usług sieciowych, w tym VPN\n",
        "  IT-02-4   §9 pkt 1            realizacja usług IT świadczonych przez Centrum w zakresie:\n",
        "  all       §18 pkt 37 ",
    ] {
        assert!(text.contains(part), "no `{part}` in\n{text}");
    }
    assert!(text.ends_with("obowiązków\n"));
}
