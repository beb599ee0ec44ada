//! When to try again.

use std::time::Duration;

use domain::JobId;

/// The wait after the first failed try.
const FIRST: u64 = 60;
/// The longest wait, but for the jitter.
const LONGEST: u64 = 3600;

/// How long to wait after try number `attempts` (from 1) has failed: 1 minute, then twice as long
/// each time up to an hour, and up to a tenth more that depends on the letter, so that letters which
/// failed together do not come back together. `None` when the waits would add up to more than
/// `give_up_after`.
///
/// Counts tries and not hours since the event: a worker that was switched off for a week still tries,
/// and a clock that jumps gives nothing up.
pub(crate) fn wait(id: JobId, attempts: i64, give_up_after: Duration) -> Option<Duration> {
    let mut seconds = FIRST;
    let mut total = seconds;
    for _ in 1..attempts.clamp(1, 10_000) {
        seconds = (seconds * 2).min(LONGEST);
        total += seconds;
    }
    if total > give_up_after.as_secs() {
        return None;
    }
    // Per mille of a tenth.
    let share = u64::try_from(id.0.as_u128() % 1000).unwrap_or(0);
    Some(Duration::from_millis(seconds * 1000 + seconds * share / 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const THREE_DAYS: Duration = Duration::from_hours(72);

    fn seconds(id: u128, attempts: i64) -> Option<u64> {
        wait(JobId(Uuid::from_u128(id)), attempts, THREE_DAYS).map(|wait| wait.as_secs())
    }

    #[test]
    fn waits_double_up_to_an_hour() {
        let waits: Vec<_> = (1..=9).map(|n| seconds(0, n).unwrap()).collect();
        assert_eq!(waits, [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
    }

    #[test]
    fn letters_that_failed_together_come_back_apart() {
        assert_eq!(seconds(0, 7), Some(3600));
        assert_eq!(seconds(500, 7), Some(3780));
        assert_eq!(seconds(999, 7), Some(3959));
    }

    #[test]
    fn a_letter_is_given_up_when_the_waits_exceed_the_limit() {
        let tries = (1..1000).filter(|n| seconds(0, *n).is_some()).count();
        // 63 minutes in the first six waits, then 70 hours of hourly ones.
        assert_eq!(tries, 6 + 70);
        assert_eq!(wait(JobId(Uuid::nil()), 1, Duration::ZERO), None);
        assert_eq!(seconds(0, i64::MAX), None);
    }
}
