//! Pairs joined to companies.

use super::{
    batch::Pair,
    compare::{SAME_FROM, Verdict},
    fields::Code,
    profile::Profile,
};

struct Clusters {
    parent: Vec<u32>,
    /// Of each root: a record with a valid credit code, and one with a name.
    code_of: Vec<u32>,
    named: Vec<u32>,
}

const NONE: u32 = u32::MAX;

/// Joins pairs with the verdict [`Verdict::Same`], the surest first, and never two clusters that
/// hold two valid credit codes, or a branch and its parent.
///
/// Returns for every profile the place of the first record of its cluster.
#[must_use]
pub fn cluster(profiles: &[Profile], pairs: &[Pair]) -> Vec<u32> {
    let count = u32::try_from(profiles.len()).unwrap_or(u32::MAX);
    let mut clusters = Clusters {
        parent: (0..count).collect(),
        code_of: (0..count)
            .zip(profiles)
            .map(|(at, p)| if p.code.valid { at } else { NONE })
            .collect(),
        named: (0..count)
            .zip(profiles)
            .map(|(at, p)| if p.body != 0 { at } else { NONE })
            .collect(),
    };
    let mut order: Vec<&Pair> = pairs
        .iter()
        .filter(|pair| pair.verdict == Verdict::Same && pair.probability >= SAME_FROM)
        .collect();
    order.sort_by(|x, y| {
        y.probability.total_cmp(&x.probability).then_with(|| (x.a, x.b).cmp(&(y.a, y.b)))
    });
    for pair in order {
        clusters.join(profiles, pair.a, pair.b);
    }
    (0..count).map(|at| clusters.root(at)).collect()
}

impl Clusters {
    fn root(&mut self, mut at: u32) -> u32 {
        while let Some(up) = self.parent.get(at as usize).copied()
            && up != at
        {
            let above = self.parent.get(up as usize).copied().unwrap_or(up);
            if let Some(place) = self.parent.get_mut(at as usize) {
                *place = above;
            }
            at = above;
        }
        at
    }

    fn join(&mut self, profiles: &[Profile], a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        // The first record stands for its cluster.
        let (to, from) = (a.min(b), a.max(b));
        let get = |list: &[u32], at: u32| list.get(at as usize).copied().unwrap_or(NONE);
        let profile = |at: u32| profiles.get(at as usize);
        let (code_to, code_from) = (get(&self.code_of, to), get(&self.code_of, from));
        let (name_to, name_from) = (get(&self.named, to), get(&self.named, from));
        let text = |at: u32| profile(at).map(|p| &p.code).map(Code::text);
        let both = code_to != NONE && code_from != NONE;
        if both && text(code_to) != text(code_from) {
            return;
        }
        if !both
            && let (Some(x), Some(y)) = (profile(name_to), profile(name_from))
            && (x.branch == 0) != (y.branch == 0)
        {
            return;
        }
        if let Some(place) = self.parent.get_mut(from as usize) {
            *place = to;
        }
        if code_to == NONE
            && let Some(place) = self.code_of.get_mut(to as usize)
        {
            *place = code_from;
        }
        if name_to == NONE
            && let Some(place) = self.named.get_mut(to as usize)
        {
            *place = name_from;
        }
    }
}
