//! Journeys over either database.

/// Makes two tests of each journey: one of a demo on `SQLite`, one on `PostgreSQL`.
macro_rules! on_both_databases {
    ($($journey:ident),* $(,)?) => { $(
        mod $journey {
            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                super::$journey($crate::common::Demo::start()).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                let database = testkit::services::postgres::fresh_database().await;
                super::$journey($crate::common::Demo::start_over(&database)).await;
            }
        }
    )* };
}
pub(crate) use on_both_databases;
