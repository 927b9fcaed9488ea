import { byId } from '../../support/autoCall';
import { balanceTooLow, KEY_REFUSED, notAccepted, notFound } from './failures';
import type { ResourceCases } from './operationCase';

const nextMonth = '2026-04-16 12:00:00';
/** Rented numbers are fetched first: they aren't rented by the request, should its response get lost. */
const rentOf = (id: number) => [
	{ request: 'GET /api/v1/caller-ids' },
	{ request: 'POST /api/v1/caller-ids', body: { caller_id_id: id } },
];
const noMoreAllowed = {
	message: 'The tariff of the account does not allow another caller ID [item 0]',
	status: 403,
};

/** Caller ID → … */
export const callerIdCases: ResourceCases = {
	getAll: {
		succeeds: [
			{
				title: 'gives the rented numbers, and none whose month is over',
				given: (sandbox) => {
					sandbox.seedRentedCallerId({ id: 61 });
					sandbox.seedRentedCallerId({ id: 62, rented_until: '2026-03-01 12:00:00' });
					sandbox.seedRentedCallerId({ id: 63, provider: 'beeline', number: '+77051234567' });
				},
				sends: [{ request: 'GET /api/v1/caller-ids' }],
				gives: [
					{ id: 61, provider: 'tele2', number: '+77086469620', rented_until: nextMonth },
					{ id: 63, provider: 'beeline', number: '+77051234567', rented_until: nextMonth },
				],
			},
			{
				title: 'gives no item when nothing is rented',
				sends: [{ request: 'GET /api/v1/caller-ids' }],
				gives: [],
			},
		],
		fails: [
			{
				title: 'the API key is that of another account',
				apiKey: 'sandbox-of-somebody-else',
				sends: [{ request: 'GET /api/v1/caller-ids' }],
				fails: KEY_REFUSED,
			},
		],
	},

	rent: {
		succeeds: [
			{
				title: 'rents a free number for a month and pays for it',
				parameters: { callerIdId: byId(41) },
				sends: rentOf(41),
				gives: [
					{
						message: 'Номер успешно арендован.',
						number: '+77086469620',
						rented_until: nextMonth,
					},
				],
				leaves: ({ store }) => expect(store.balance).toBe(5000),
			},
		],
		fails: [
			{
				title: 'the balance is too low for the rent',
				account: { balance: 4999.5 },
				parameters: { callerIdId: byId(41) },
				sends: [...rentOf(41), { request: 'GET /api/v1/balance' }],
				fails: balanceTooLow('4,999.5 tenge'),
			},
			{
				title: 'the tariff includes no rentals',
				account: { tariff: 'BRONZE' },
				parameters: { callerIdId: byId(41) },
				sends: rentOf(41),
				fails: {
					...noMoreAllowed,
					description:
						'AutoCall.kz says: “Ваш тариф не поддерживает аренду номеров”. Bronze allows none, Silver 1 and Gold 2. Release a number first, or move to a higher tariff.',
				},
			},
			{
				title: 'as many numbers are rented as the tariff allows',
				given: (sandbox) => sandbox.seedRentedCallerId(),
				parameters: { callerIdId: byId(41) },
				sends: rentOf(41),
				fails: {
					...noMoreAllowed,
					description:
						'AutoCall.kz says: “Достигнут лимит арендованных номеров”. Bronze allows none, Silver 1 and Gold 2. Release a number first, or move to a higher tariff.',
				},
			},
			{
				title: 'somebody else has the number',
				parameters: { callerIdId: byId(46) },
				sends: rentOf(46),
				fails: {
					message: 'This number is already rented by someone else [item 0]',
					description:
						'AutoCall.kz says: “Номер уже занят”. Choose another free number at autocall.kz and use its ID.',
					status: 409,
				},
			},
			{
				title: 'the pool has no such number',
				parameters: { callerIdId: byId(999) },
				sends: rentOf(999),
				fails: notAccepted('Caller ID: Номер не найден'),
			},
		],
	},

	release: {
		succeeds: [
			{
				title: 'gives a rented number back',
				given: (sandbox) => sandbox.seedRentedCallerId({ id: 61 }),
				parameters: { callerIdId: byId(61) },
				sends: [{ request: 'DELETE /api/v1/caller-ids/61' }],
				gives: [{ deleted: true, id: 61 }],
				leaves: ({ store }) => expect(store.callerIds.get(61)?.holder).toBe('nobody'),
			},
		],
		fails: [
			{
				title: 'the number is not rented by this account',
				parameters: { callerIdId: byId(46) },
				sends: [{ request: 'DELETE /api/v1/caller-ids/46' }],
				fails: notFound('caller ID', 46, 'Caller ID'),
			},
		],
	},
};
