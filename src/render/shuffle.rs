//! An order that looks like chance and is the same in every build.

/// The numbers from 0 to `length`, not in order unless there is no other; the same for the same `seed`.
///
/// Fisher-Yates with the bytes of the seed's BLAKE3 output as its source of chance.
pub(super) fn shuffled(length: usize, seed: &str) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    let mut chance = blake3::Hasher::new().update(seed.as_bytes()).finalize_xof();
    for last in (1..length).rev() {
        let mut bytes = [0; 8];
        chance.fill(&mut bytes);
        let below = usize::try_from(u64::from_le_bytes(bytes) % (last as u64 + 1)).unwrap_or(0);
        order.swap(last, below);
    }
    if length > 1 && order.is_sorted() {
        order.rotate_left(1);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_stable_and_never_the_right_one() {
        for length in 2..9 {
            for seed in ["a", "b", "c", "d"] {
                let order = shuffled(length, seed);
                assert_eq!(order, shuffled(length, seed));
                assert!(!order.is_sorted());
                let mut sorted = order;
                sorted.sort_unstable();
                assert_eq!(sorted, (0..length).collect::<Vec<_>>());
            }
        }
    }
}
