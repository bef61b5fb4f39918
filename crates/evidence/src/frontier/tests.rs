use proptest::prelude::*;

use super::*;
use crate::hash::{hash_from_hex, hash_to_hex, leaf_hash};

/// The definition of RFC 6962 section 2.1, word for word.
pub(crate) fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(1 << (leaves.len() - 1).ilog2());
            node_hash(&naive_root(left), &naive_root(right))
        }
    }
}

pub(crate) fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|n| leaf_hash(&n.to_be_bytes())).collect()
}

/// The eight leaves and roots of the reference implementation of Certificate Transparency.
pub(crate) const RFC_6962_LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

pub(crate) const RFC_6962_ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

#[test]
fn the_known_roots() {
    let mut frontier = Frontier::new();
    assert_eq!(hash_to_hex(&frontier.root()), RFC_6962_ROOTS[0]);
    for (leaf, root) in RFC_6962_LEAVES.iter().zip(&RFC_6962_ROOTS[1..]) {
        assert!(frontier.append(leaf_hash(leaf)).is_empty());
        assert_eq!(hash_to_hex(&frontier.root()), *root);
        assert_eq!(hash_from_hex(root), Some(frontier.root()));
    }
}

#[test]
fn every_root_up_to_300_is_that_of_the_definition() {
    let leaves = leaves(300);
    let mut frontier = Frontier::new();
    for (count, leaf) in leaves.iter().enumerate() {
        assert_eq!(frontier.size(), count as u64);
        assert_eq!(frontier.root(), naive_root(&leaves[..count]));
        assert_eq!(Frontier::from_bytes(&frontier.to_bytes()).unwrap(), frontier);
        frontier.append(*leaf);
    }
}

#[test]
fn completed_nodes_come_once_and_are_roots_of_their_leaves() {
    let leaves = leaves(70_000);
    let mut frontier = Frontier::new();
    let mut nodes = Vec::new();
    for leaf in &leaves {
        let completed = frontier.append(*leaf);
        if !frontier.size().is_multiple_of(256) {
            assert!(completed.is_empty());
        }
        nodes.extend(completed);
    }
    let places: Vec<(u8, u64)> = nodes.iter().map(|node| (node.level, node.index)).collect();
    let mut expected: Vec<(u8, u64)> = (0..70_000 / 256).map(|index| (8, index)).collect();
    expected.insert(256, (16, 0));
    assert_eq!(places, expected);
    for node in nodes {
        let start = (node.index << node.level) as usize;
        assert_eq!(node.hash, naive_root(&leaves[start..start + (1 << node.level)]));
    }
}

#[test]
fn other_bytes_are_refused() {
    let mut frontier = Frontier::new();
    leaves(13).into_iter().for_each(|leaf| drop(frontier.append(leaf)));
    let bytes = frontier.to_bytes();
    assert_eq!(bytes.len(), 8 + 3 * 32);
    let mut longer = bytes.clone();
    longer.push(0);
    let length = |found| FrontierError::Length { expected: 104, found };
    assert_eq!(Frontier::from_bytes(&longer), Err(length(105)));
    assert_eq!(Frontier::from_bytes(&bytes[..103]), Err(length(103)));
    assert_eq!(Frontier::from_bytes(&bytes[..72]), Err(length(72)));
    let none = FrontierError::Length { expected: 8, found: 0 };
    assert_eq!(Frontier::from_bytes(&[]), Err(none));
    let mut huge = (1_u64 << 53).to_be_bytes().to_vec();
    huge.extend([0; 32]);
    assert_eq!(Frontier::from_bytes(&huge), Err(FrontierError::Size(1 << 53)));
}

proptest! {
    #[test]
    fn going_on_from_the_stored_bytes_is_going_on(
        leaves in proptest::collection::vec(any::<[u8; 32]>(), 0..700),
        cut in 0_usize..700,
    ) {
        let mut frontier = Frontier::new();
        for (count, leaf) in leaves.iter().enumerate() {
            if count == cut {
                frontier = Frontier::from_bytes(&frontier.to_bytes()).unwrap();
            }
            frontier.append(*leaf);
        }
        prop_assert_eq!(frontier.size(), leaves.len() as u64);
        prop_assert_eq!(frontier.root(), naive_root(&leaves));
    }
}
