/** Amounts of AutoCall.kz come out as numbers, whatever it sends, and nothing of the person's own is touched. */
import { withAmounts } from '../../nodes/AutoCall/service/amounts';

it.each([
	['1200.66', 1200.66],
	['1 200,66', 1200.66],
	['1\u00a0200,66', 1200.66],
	['120.00', 120],
	['-16.00', -16],
	[1200.66, 1200.66],
	[0, 0],
	[null, null],
	// Two amounts to different people, or none.
	['1,250', '1,250'],
	['1.250', '1.250'],
	['free', 'free'],
	['', ''],
	[true, true],
])('%p comes out as %p', (sent, given) => {
	expect(withAmounts({ max_cost: sent })).toEqual({ max_cost: given });
	expect(withAmounts({ data: [{ final_cost: sent }] })).toEqual({ data: [{ final_cost: given }] });
});

it('of an account, of tariffs, of payments and of notifications too', () => {
	expect(
		withAmounts({
			balance: '1 450.75',
			reserved: '12.00',
			tariffs: [{ name: 'SILVER', call_price: '2.80', threshold: '50000' }],
			transactions: { total: 2, data: [{ id: 7001, total: '-16.00' }] },
			data: [{ type: 'RefreshBalance', read_at: null, data: { amount: '120.40' } }],
		}),
	).toEqual({
		balance: 1450.75,
		reserved: 12,
		tariffs: [{ name: 'SILVER', call_price: 2.8, threshold: 50000 }],
		transactions: { total: 2, data: [{ id: 7001, total: -16 }] },
		data: [{ type: 'RefreshBalance', read_at: null, data: { amount: 120.4 } }],
	});
});

it('leaves alone what people said, variables of contacts, and everything that is no amount', () => {
	const body = {
		id: '17',
		name: '1200.66',
		variables: { price: '15 000', amount: '12' },
		data: { amount: '5', total: '6' },
		calls: { data: [{ id: 1, data: { amount: '7' }, variables: { total: '8' } }] },
	};
	expect(withAmounts(structuredClone(body))).toEqual(body);
});

it.each([undefined, null, 'text', 5, [1, 2]])('leaves %p as it is', (body) => {
	expect(withAmounts(body)).toEqual(body);
});
