//! What programs read of their settings.

use store::settings_reads::{self, Program, SettingsRead};
use uuid::Uuid;

use crate::support::*;

fn read(program: Program, second: i64, refused: Option<&str>) -> SettingsRead {
    SettingsRead {
        program,
        at: at(second),
        refused: refused.map(str::to_owned),
    }
}

both_databases! {
    async fn the_latest_hundred_are_kept_and_programs_that_refuse_are_counted(db: Db) {
        let mut conn = db.write().await.unwrap();
        for second in 0..120 {
            let read = read(Program::Worker, second, None);
            settings_reads::note(&mut conn, Uuid::now_v7(), &read).await.unwrap();
        }
        assert_eq!(settings_reads::latest(&mut conn, 1_000).await.unwrap().len(), 100);
        assert_eq!(settings_reads::refusing(&mut conn).await.unwrap(), 0);
        let bad = read(Program::Serve, 200, Some("targets.toml: line 3: `0m` must be longer than nothing"));
        settings_reads::note(&mut conn, Uuid::now_v7(), &bad).await.unwrap();
        assert_eq!(settings_reads::latest(&mut conn, 1).await.unwrap(), [bad]);
        assert_eq!(settings_reads::refusing(&mut conn).await.unwrap(), 1);
        // Refused again, then taken: what was refused before no longer counts.
        let again = read(Program::Serve, 201, Some("people.toml: line 1: no"));
        settings_reads::note(&mut conn, Uuid::now_v7(), &again).await.unwrap();
        let worker = read(Program::Worker, 202, Some("people.toml: line 1: no"));
        settings_reads::note(&mut conn, Uuid::now_v7(), &worker).await.unwrap();
        assert_eq!(settings_reads::refusing(&mut conn).await.unwrap(), 2);
        let good = read(Program::Serve, 203, None);
        settings_reads::note(&mut conn, Uuid::now_v7(), &good).await.unwrap();
        assert_eq!(settings_reads::refusing(&mut conn).await.unwrap(), 1);
        conn.commit().await.unwrap();
    }
}
