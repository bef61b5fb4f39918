use proptest::prelude::*;

use super::*;
use crate::frontier::Frontier;
use crate::frontier::tests::{RFC_6962_LEAVES, RFC_6962_ROOTS, leaves, naive_root};
use crate::hash::{hash_from_hex, hash_to_hex, leaf_hash};

fn hex(hashes: &[Hash]) -> Vec<String> {
    hashes.iter().map(hash_to_hex).collect()
}

/// Proofs published with the reference implementation of Certificate Transparency.
#[test]
fn the_known_proofs() {
    let leaves: Vec<Hash> = RFC_6962_LEAVES.iter().map(|leaf| leaf_hash(leaf)).collect();
    let nodes = Nodes::from_leaves(&leaves);
    assert_eq!(
        hex(&inclusion_proof(&nodes, 0, 8).unwrap().path),
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
    );
    assert_eq!(
        hex(&inclusion_proof(&nodes, 5, 8).unwrap().path),
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    let grown = consistency_proof(&nodes, 6, 8).unwrap();
    assert_eq!(
        hex(&grown.path),
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    let root = |size: usize| hash_from_hex(RFC_6962_ROOTS[size]).unwrap();
    assert_eq!(grown.verify(&root(6), &root(8)), Ok(()));
    assert_eq!(grown.verify(&root(7), &root(8)), Err(ProofError::Root));
}

#[test]
fn every_proof_up_to_70_holds_and_no_other_does() {
    let leaves = leaves(70);
    let nodes = Nodes::from_leaves(&leaves);
    let roots: Vec<Hash> = (0..=70).map(|size| naive_root(&leaves[..size])).collect();
    for size in 0..=70_u64 {
        let root = &roots[size as usize];
        assert_eq!(tree_root(&nodes, size).as_ref(), Ok(root));
        for index in 0..size {
            let proof = inclusion_proof(&nodes, index, size).unwrap();
            assert_eq!(proof.verify(&leaves[index as usize], root), Ok(()));
            let other = (index as usize + 1) % 70;
            assert_eq!(proof.verify(&leaves[other], root), Err(ProofError::Root));
        }
        for old in 0..=size {
            let proof = consistency_proof(&nodes, old, size).unwrap();
            assert_eq!(proof.verify(&roots[old as usize], root), Ok(()));
            let other = &roots[(old as usize + 1) % 70];
            assert_eq!(proof.verify(other, root), Err(ProofError::Root));
        }
    }
}

#[test]
fn any_change_of_an_inclusion_proof_breaks_it() {
    let leaves = leaves(61);
    let nodes = Nodes::from_leaves(&leaves);
    let root = naive_root(&leaves);
    for index in 0..61 {
        let leaf = leaves[index as usize];
        let good = inclusion_proof(&nodes, index, 61).unwrap();
        for other in (0..80).filter(|other| *other != index) {
            let proof = InclusionProof { index: other, ..good.clone() };
            assert!(proof.verify(&leaf, &root).is_err(), "{index} as {other}");
        }
        for step in 0..good.path.len() {
            for bit in 0..256 {
                let mut proof = good.clone();
                proof.path[step][bit / 8] ^= 1 << (bit % 8);
                assert_eq!(proof.verify(&leaf, &root), Err(ProofError::Root));
            }
            let mut shorter = good.clone();
            shorter.path.remove(step);
            assert!(shorter.verify(&leaf, &root).is_err());
            let mut longer = good.clone();
            longer.path.insert(step, leaf);
            assert!(longer.verify(&leaf, &root).is_err());
        }
        let mut longer = good.clone();
        longer.path.push(root);
        assert_eq!(longer.verify(&leaf, &root), Err(ProofError::Length));
        // A size of which the path is not the shape; other sizes may share the shape of a path,
        // and then the root, which is signed with its size, tells them apart.
        let proof = InclusionProof { size: 1 << 20, ..good.clone() };
        assert!(proof.verify(&leaf, &root).is_err());
    }
}

#[test]
fn any_change_of_a_consistency_proof_breaks_it() {
    let leaves = leaves(61);
    let nodes = Nodes::from_leaves(&leaves);
    let root = naive_root(&leaves);
    for old in 1..61_u64 {
        let old_root = naive_root(&leaves[..old as usize]);
        let good = consistency_proof(&nodes, old, 61).unwrap();
        for step in 0..good.path.len() {
            for bit in 0..256 {
                let mut proof = good.clone();
                proof.path[step][bit / 8] ^= 1 << (bit % 8);
                assert_eq!(proof.verify(&old_root, &root), Err(ProofError::Root));
            }
            let mut shorter = good.clone();
            shorter.path.remove(step);
            assert!(shorter.verify(&old_root, &root).is_err());
            let mut longer = good.clone();
            longer.path.insert(step, root);
            assert!(longer.verify(&old_root, &root).is_err());
        }
        let backwards = ConsistencyProof { old_size: 61, new_size: old, path: good.path.clone() };
        assert_eq!(backwards.verify(&root, &old_root), Err(ProofError::Range));
        let none = ConsistencyProof { path: Vec::new(), ..good };
        assert!(none.verify(&old_root, &root).is_err());
    }
    let idle = ConsistencyProof { old_size: 61, new_size: 61, path: vec![root] };
    assert_eq!(idle.verify(&root, &root), Err(ProofError::Length));
    let empty = ConsistencyProof { old_size: 0, new_size: 61, path: Vec::new() };
    assert_eq!(empty.verify(&root, &root), Err(ProofError::Root));
}

#[test]
fn what_the_tree_does_not_have_cannot_be_proved() {
    let mut nodes = Nodes::from_leaves(&leaves(5));
    assert_eq!(inclusion_proof(&nodes, 5, 5), Err(ProofError::Range));
    assert_eq!(Needs::inclusion(0, 0), Err(ProofError::Range));
    assert_eq!(consistency_proof(&nodes, 6, 5), Err(ProofError::Range));
    let missing = ProofError::Missing { level: 0, index: 5 };
    assert_eq!(inclusion_proof(&nodes, 0, 6), Err(missing));
    nodes.add_leaf(5, [1; 32]);
    assert!(inclusion_proof(&nodes, 0, 6).is_ok());
}

/// With nothing but the rows that the needs name, the proofs of a large tree come out the same.
#[test]
fn needs_are_few_and_enough() {
    let size = 66_700;
    let all = leaves(size);
    let full = Nodes::from_leaves(&all);
    let fill = |needs: &Needs| {
        let mut nodes = Nodes::new();
        for index in needs.leaves.iter().cloned().flatten() {
            nodes.add_leaf(index, full.leaf(index).unwrap());
        }
        for (level, run) in needs.nodes.iter().cloned() {
            for index in run {
                let hash = full.node(level, index).unwrap();
                nodes.add_node(crate::Node { level, index, hash });
            }
        }
        nodes
    };
    let count = |needs: &Needs| {
        let leaves: u64 = needs.leaves.iter().map(|run| run.end - run.start).sum();
        let nodes: u64 = needs.nodes.iter().map(|(_, run)| run.end - run.start).sum();
        leaves.max(nodes)
    };
    let mut frontier = Frontier::new();
    all.iter().for_each(|leaf| drop(frontier.append(*leaf)));
    for index in [0, 255, 256, 40_000, 65_535, 65_536, 66_559, 66_560, 66_699] {
        let needs = Needs::inclusion(index, size).unwrap();
        assert!(count(&needs) < 512, "{needs:?}");
        let proof = inclusion_proof(&fill(&needs), index, size).unwrap();
        assert_eq!(proof.verify(&all[index as usize], &frontier.root()), Ok(()));
    }
    for old in [1, 256, 300, 65_535, 65_536, 66_000, 66_699, 66_700] {
        let needs = Needs::consistency(old, size).unwrap();
        assert!(count(&needs) < 512, "{needs:?}");
        let proof = consistency_proof(&fill(&needs), old, size).unwrap();
        let old_root = naive_root(&all[..old as usize]);
        assert_eq!(proof.verify(&old_root, &frontier.root()), Ok(()));
    }
}

proptest! {
    #[test]
    fn proofs_of_random_trees_hold(
        size in 1_u64..600,
        index in any::<proptest::sample::Index>(),
        old in any::<proptest::sample::Index>(),
    ) {
        let leaves = leaves(size);
        let nodes = Nodes::from_leaves(&leaves);
        let root = naive_root(&leaves);
        let index = index.index(leaves.len());
        let proof = inclusion_proof(&nodes, index as u64, size).unwrap();
        prop_assert_eq!(proof.verify(&leaves[index], &root), Ok(()));
        let old = old.index(leaves.len() + 1);
        let proof = consistency_proof(&nodes, old as u64, size).unwrap();
        prop_assert_eq!(proof.verify(&naive_root(&leaves[..old]), &root), Ok(()));
    }

    #[test]
    fn no_proof_makes_the_checker_panic(
        index in any::<u64>(),
        size in any::<u64>(),
        path in proptest::collection::vec(any::<[u8; 32]>(), 0..80),
    ) {
        let proof = InclusionProof { index, size, path: path.clone() };
        prop_assert!(proof.verify(&[0; 32], &[1; 32]).is_err());
        let proof = ConsistencyProof { old_size: index, new_size: size, path };
        prop_assert!(proof.verify(&[0; 32], &[1; 32]).is_err());
    }
}
