//! The tree, against the vectors of Certificate Transparency and against RFC 6962's own words.

use records::key::unhex;
use records::tree::{Frontier, Hash, ProofError, Prover, consistent, included, leaf};
use sha2::{Digest, Sha256};

/// The leaves of Certificate Transparency's test vectors, and the root of the first one, two, three of them and so on.
const VECTORS: &[(&str, &str)] = &[
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    (
        "2021",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (
        "3031",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    ),
    (
        "40414243",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    ),
    (
        "5051525354555657",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    ),
    (
        "606162636465666768696a6b6c6d6e6f",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ),
];

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<char> = hex.chars().collect();
    let pairs = digits.chunks(2).map(|pair| pair.iter().collect::<String>());
    pairs.map(|pair| u8::from_str_radix(&pair, 16).unwrap()).collect()
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|number| leaf(&number.to_be_bytes())).collect()
}

/// MTH of RFC 6962, 2.1, word for word.
fn whole(leaves: &[Hash]) -> Hash {
    match leaves.len() {
        0 => Sha256::digest([]).into(),
        1 => leaves[0],
        count => {
            let (left, right) = leaves.split_at(count.next_power_of_two() / 2);
            Sha256::digest([&[1][..], &whole(left), &whole(right)].concat()).into()
        }
    }
}

fn frontier(leaves: &[Hash]) -> Frontier {
    let mut frontier = Frontier::default();
    leaves.iter().for_each(|leaf| frontier.push(*leaf));
    frontier
}

fn proof(mut prover: Prover, leaves: &[Hash]) -> Vec<Hash> {
    leaves.iter().for_each(|leaf| prover.push(*leaf));
    prover.finish().unwrap()
}

#[test]
fn the_roots_are_those_of_certificate_transparency() {
    let mut tree = Frontier::default();
    assert_eq!(tree.root(), <[u8; 32]>::from(Sha256::digest([])));
    for (input, root) in VECTORS {
        tree.push(leaf(&bytes(input)));
        assert_eq!(tree.root(), unhex(root).unwrap(), "{} leaves", tree.size());
    }
}

/// The paths of leaf 0 of 8 and of leaf 5 of 8 in Certificate Transparency's vectors.
#[test]
fn a_path_is_that_of_certificate_transparency() {
    let hashes: Vec<Hash> = VECTORS.iter().map(|(input, _)| leaf(&bytes(input))).collect();
    let path = proof(Prover::inclusion(0, 8).unwrap(), &hashes);
    let expected = [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ];
    assert_eq!(path, expected.map(|hash| unhex(hash).unwrap()));
}

#[test]
fn every_leaf_of_every_tree_is_proved_and_nothing_else_is() {
    for size in 1..40 {
        let leaves = leaves(size);
        let root = frontier(&leaves).root();
        assert_eq!(root, whole(&leaves));
        for index in 0..size {
            let path = proof(Prover::inclusion(index, size).unwrap(), &leaves);
            let hash = leaves[index as usize];
            assert_eq!(included(&hash, index, size, &root, &path), Ok(()), "{index} of {size}");
            let other = leaf(b"another");
            assert!(included(&other, index, size, &root, &path).is_err());
            assert!(included(&hash, (index + 1) % (size + 1), size, &root, &path).is_err());
            let longer = [&path[..], &[other]].concat();
            assert_eq!(included(&hash, index, size, &root, &longer), Err(ProofError::Shape));
            for bent in 0..path.len() {
                let mut path = path.clone();
                path[bent][3] ^= 1;
                assert_eq!(included(&hash, index, size, &root, &path), Err(ProofError::Root));
            }
        }
        assert!(Prover::inclusion(size, size).is_none());
    }
}

#[test]
fn every_tree_is_proved_to_have_grown_from_each_before_it() {
    let all = leaves(40);
    for size in 0..40_u64 {
        let new = frontier(&all[..size as usize]);
        for earlier in 0..=size {
            let old = frontier(&all[..earlier as usize]);
            let path = proof(
                Prover::consistency(&old, size).unwrap(),
                &all[earlier as usize..size as usize],
            );
            let ends = ((earlier, &old.root()), (size, &new.root()));
            assert_eq!(consistent(ends.0, ends.1, &path), Ok(()), "{earlier} to {size}");
            if earlier == 0 {
                continue;
            }
            let forged = leaf(b"another");
            assert!(
                consistent((earlier, &forged), ends.1, &path).is_err(),
                "{earlier} to {size}"
            );
            assert!(
                consistent(ends.0, (size, &forged), &path).is_err(),
                "{earlier} to {size}"
            );
            assert!(consistent(ends.0, ends.1, &[&path[..], &[forged]].concat()).is_err());
        }
        assert!(Prover::consistency(&frontier(&all), size).is_none());
    }
}

#[test]
fn a_tree_is_taken_up_again_from_its_peaks() {
    let all = leaves(21);
    let begun = frontier(&all[..13]);
    let mut again = Frontier::of(13, begun.peaks().to_vec()).unwrap();
    all[13..].iter().for_each(|leaf| again.push(*leaf));
    assert_eq!(again, frontier(&all));
    assert_eq!(Frontier::of(12, begun.peaks().to_vec()), None);
}
