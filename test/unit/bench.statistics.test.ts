import { median, medians } from '../../bench/statistics';

describe('the median of a benchmark', () => {
	it.each([
		[[7], 7],
		[[30, 1, 20], 20],
		[[100, 9, 10, 1], 9.5],
		[[2, 2, 1, 5, 2], 2],
	])('of %j is %d', (values, middle) => {
		expect(median(values)).toBe(middle);
	});

	it('leaves the values in their order', () => {
		const values = [3, 1, 2];
		median(values);
		expect(values).toEqual([3, 1, 2]);
	});

	it('of nothing is refused', () => {
		expect(() => median([])).toThrow(RangeError);
	});

	it('is taken figure by figure', () => {
		const runs = [
			{ wallMs: 10, requests: 200 },
			{ wallMs: 30, requests: 201 },
			{ wallMs: 20, requests: 202 },
		];
		expect(medians(runs)).toEqual({ wallMs: 20, requests: 201 });
	});
});
