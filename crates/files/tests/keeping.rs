//! Files as they are kept, read and swept.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use files::{Files, FilesError, HEAD, Hash, Kept};
use tokio::io::AsyncReadExt;
use uuid::Uuid;

async fn keep(files: &Files, pieces: &[&[u8]]) -> Kept {
    let mut incoming = files.begin(Uuid::now_v7()).await.unwrap();
    for piece in pieces {
        incoming.write(piece).await.unwrap();
    }
    incoming.finish().await.unwrap()
}

async fn read(files: &Files, hash: Hash) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut file = files.open(hash).await.unwrap();
    file.read_to_end(&mut bytes).await.unwrap();
    bytes
}

/// Every file below a folder.
fn all(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(all(&path));
        } else {
            found.push(path.display().to_string());
        }
    }
    found
}

/// What nobody refers to.
async fn nobody(_: Vec<Hash>) -> Result<BTreeSet<Hash>, io::Error> {
    Ok(BTreeSet::new())
}

fn soon() -> SystemTime {
    SystemTime::now() + Duration::from_mins(1)
}

#[tokio::test]
async fn a_file_comes_in_pieces_and_reads_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::new(folder.path().join("not/yet/there"));
    let kept = keep(&files, &[b"zaz", b"", b"olc"]).await;
    assert_eq!((kept.size, kept.head.as_slice()), (6, &b"zazolc"[..]));
    assert_eq!(read(&files, kept.hash).await, b"zazolc");
    // As `sha256sum` names it.
    let named = "29b57d7bd375e84f1127ddbd15adaecc4bf6221e217929f757bf37b935ee0d3d";
    assert_eq!(kept.hash.to_string(), named);
    let long = vec![7; 3 * HEAD];
    assert_eq!(keep(&files, &[&long]).await.head, &long[..HEAD]);
    assert!(matches!(
        files.open(Hash([0; 32])).await,
        Err(FilesError::Missing)
    ));
}

#[tokio::test]
async fn the_same_content_is_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::new(folder.path());
    let one = keep(&files, &[b"the same"]).await;
    let two = keep(&files, &[b"the ", b"same"]).await;
    assert_eq!(one, two);
    assert_eq!(all(folder.path()).len(), 1);
}

#[tokio::test]
async fn attack_28_a_file_that_breaks_off_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::new(folder.path());
    let mut incoming = files.begin(Uuid::now_v7()).await.unwrap();
    incoming.write(&vec![1; 100_000]).await.unwrap();
    assert_eq!(all(folder.path()).len(), 1);
    drop(incoming);
    assert_eq!(all(folder.path()), Vec::<String>::new());
}

#[tokio::test]
async fn attack_28_a_disk_without_room_takes_no_file_and_keeps_those_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::new(folder.path());
    let kept = keep(&files, &[b"before"]).await;
    // No disk has so much room.
    let full = files.clone().with_reserve(u64::MAX);
    let refused = full.begin(Uuid::now_v7()).await.unwrap_err();
    assert!(matches!(refused, FilesError::Full), "{refused}");
    assert_eq!(all(folder.path()).len(), 1);
    assert_eq!(read(&full, kept.hash).await, b"before");
}

#[tokio::test]
async fn what_nobody_refers_to_is_swept_once_it_is_old() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::new(folder.path());
    let [used, unused] = [
        keep(&files, &[b"used"]).await,
        keep(&files, &[b"unused"]).await,
    ];
    let unfinished = folder.path().join("incoming/left-by-a-crash");
    std::fs::write(&unfinished, b"half").unwrap();
    // Something else in the folder is nobody's business.
    std::fs::write(folder.path().join("README"), b"ours").unwrap();

    let yesterday = SystemTime::now() - Duration::from_hours(24);
    let swept = files.sweep(yesterday, nobody).await.unwrap();
    assert_eq!((swept.kept, swept.unfinished), (0, 0));

    let kept = used.hash;
    let only = |hashes: Vec<Hash>| async move {
        let used = hashes.into_iter().filter(|hash| *hash == kept);
        Ok::<BTreeSet<Hash>, io::Error>(used.collect())
    };
    let swept = files.sweep(soon(), only).await.unwrap();
    assert_eq!((swept.kept, swept.unfinished), (1, 1));
    assert_eq!(read(&files, used.hash).await, b"used");
    assert!(files.open(unused.hash).await.is_err());
    assert_eq!(all(folder.path()).len(), 2);
}

#[tokio::test]
async fn a_file_that_is_kept_again_while_it_is_swept_stays() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::new(folder.path());
    let kept = keep(&files, &[b"again"]).await;
    let old = SystemTime::now() - Duration::from_secs(1_000_000);
    let place = std::fs::File::options()
        .write(true)
        .open(files.place(kept.hash));
    place.unwrap().set_modified(old).unwrap();
    let before = SystemTime::now() - Duration::from_secs(1_000);
    // Between the question who refers to it and its removal, somebody brings it again.
    let meanwhile = |_: Vec<Hash>| {
        let files = files.clone();
        async move {
            keep(&files, &[b"again"]).await;
            Ok::<BTreeSet<Hash>, io::Error>(BTreeSet::new())
        }
    };
    let swept = files.sweep(before, meanwhile).await.unwrap();
    assert_eq!(swept.kept, 0);
    assert_eq!(read(&files, kept.hash).await, b"again");
}

#[tokio::test]
async fn a_folder_that_is_not_there_has_nothing_to_sweep() {
    let files = Files::new("/nonexistent/attachments");
    let swept = files.sweep(soon(), nobody).await.unwrap();
    assert_eq!((swept.kept, swept.unfinished), (0, 0));
}
