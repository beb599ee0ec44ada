//! The names that values are written by, for the description; `domain` writes and reads them.

use utoipa::ToSchema;

/// How many people, how urgent.
#[derive(ToSchema)]
#[schema(as = Level, rename_all = "lowercase")]
#[expect(dead_code, reason = "documents `domain::Impact` and `domain::Urgency`")]
pub(crate) enum LevelName {
    Low,
    Medium,
    High,
}

/// Where a ticket stands.
#[derive(ToSchema)]
#[schema(as = Status, rename_all = "snake_case")]
#[expect(dead_code, reason = "documents `domain::Status`")]
pub(crate) enum StatusName {
    New,
    InProgress,
    HandedOver,
    Returned,
    Resolved,
    Closed,
    Cancelled,
    Merged,
}

/// Who may read a note.
#[derive(ToSchema)]
#[schema(as = Visibility, rename_all = "lowercase")]
#[expect(dead_code, reason = "documents `domain::Visibility`")]
pub(crate) enum VisibilityName {
    Public,
    Internal,
}

/// Whether a ranking is worth acting on.
#[derive(ToSchema)]
#[schema(as = Decision, rename_all = "lowercase")]
#[expect(dead_code, reason = "documents `domain::Decision`")]
pub(crate) enum DecisionName {
    Suggest,
    Unsure,
}

/// What happened to a ticket.
#[derive(ToSchema)]
#[schema(as = Act, rename_all = "snake_case")]
#[expect(dead_code, reason = "documents `domain::ActKind`")]
pub(crate) enum ActName {
    Registered,
    Claimed,
    PutDown,
    Noted,
    Escalated,
    Transferred,
    Accepted,
    Returned,
    Paused,
    Resumed,
    PriorityChanged,
    Decided,
    TaskGiven,
    TaskTaken,
    TaskEnded,
    Booked,
    BookingEnded,
    Incident,
    OutageJoined,
    OutageLeft,
    Resolved,
    Reopened,
    Closed,
    Cancelled,
    Merged,
    Parted,
    Absorbed,
    Released,
    Heard,
}

/// For what a ticket waits.
#[derive(ToSchema)]
#[schema(as = WaitingFor, rename_all = "lowercase")]
#[expect(dead_code, reason = "documents `domain::WaitingFor`")]
pub(crate) enum WaitingName {
    Requester,
    Supplier,
    Date,
}

/// How well a ticket was solved.
#[derive(ToSchema)]
#[schema(as = Grade, rename_all = "snake_case")]
#[expect(dead_code, reason = "documents `domain::Grade`")]
pub(crate) enum GradeName {
    Good,
    Fair,
    Bad,
}

/// A part of the full comment.
#[derive(ToSchema)]
#[schema(as = CommentPart, rename_all = "snake_case")]
#[expect(dead_code, reason = "documents `domain::CommentPart`")]
pub(crate) enum PartName {
    Symptoms,
    Tried,
    WhyNotSolved,
    Contact,
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{ActKind, Decision, Impact, Status, Urgency, Visibility};
    use serde_json::{Value, json};
    use utoipa::PartialSchema;

    fn documented<T: PartialSchema>() -> Vec<Value> {
        let schema = serde_json::to_value(T::schema()).unwrap();
        schema["enum"].as_array().unwrap().clone()
    }

    #[test]
    fn the_names_are_those_of_the_domain() {
        let names = Impact::ALL.map(|impact| json!(impact.as_str()));
        assert_eq!(documented::<LevelName>(), names);
        assert_eq!(names, Urgency::ALL.map(|urgency| json!(urgency.as_str())));
        let names = Status::ALL.map(|status| json!(status.as_str()));
        assert_eq!(documented::<StatusName>(), names);
        let names = [Visibility::Public, Visibility::Internal].map(|visibility| json!(visibility));
        assert_eq!(documented::<VisibilityName>(), names);
        let names = [Decision::Suggest, Decision::Unsure].map(|decision| json!(decision));
        assert_eq!(documented::<DecisionName>(), names);
        let names = domain::WaitingFor::ALL.map(|why| json!(why.as_str()));
        assert_eq!(documented::<WaitingName>(), names);
        let names = domain::CommentPart::ALL.map(|part| json!(part.as_str()));
        assert_eq!(documented::<PartName>(), names);
        let names = domain::Grade::ALL.map(|grade| json!(grade.as_str()));
        assert_eq!(documented::<GradeName>(), names);
        let acts = documented::<ActName>();
        assert_eq!(acts.len(), 1 + ActKind::ON_A_TICKET.len());
        assert!(acts.contains(&json!(ActKind::Registered)));
        for act in ActKind::ON_A_TICKET {
            assert!(acts.contains(&json!(act.as_str())), "{act:?}");
        }
    }
}
