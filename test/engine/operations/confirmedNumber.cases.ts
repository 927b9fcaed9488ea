import { NOON } from '../../support/autoCall';
import { notAccepted, PACE_REFUSED, refusedHere, TOO_MANY_ATTEMPTS } from './failures';
import { NOW, type ResourceCases } from './operationCase';

const endpoint = '/api/v1/settings/confirmed_numbers';
const times = { created_at: NOW, updated_at: NOW };

/** Confirmed Number → … */
export const confirmedNumberCases: ResourceCases = {
	getAll: {
		succeeds: [
			{
				title: 'gives the numbers, confirmed or not yet',
				given: (sandbox) => {
					sandbox.seedConfirmedNumber();
					sandbox.seedConfirmedNumber({ number: '+77020000002', verified_at: null });
				},
				sends: [{ request: `GET ${endpoint}` }],
				gives: [
					{ id: 1, number: '+77020000001', verified_at: NOW, ...times },
					{ id: 2, number: '+77020000002', verified_at: null, ...times },
				],
			},
		],
		fails: [
			{
				title: 'the service wants a longer pause than a workflow can wait',
				given: (sandbox) => sandbox.faults.add(TOO_MANY_ATTEMPTS),
				sends: [{ request: `GET ${endpoint}` }],
				fails: PACE_REFUSED,
			},
		],
	},

	add: {
		succeeds: [
			{
				title: 'has a number called that is written the usual way',
				parameters: { number: '8 (702) 000-00-01' },
				sends: [{ request: `POST ${endpoint}`, body: { number: '+77020000001' } }],
				gives: [{ id: 1, number: '+77020000001', verified_at: null, ...times }],
			},
		],
		fails: [
			{
				title: 'the number is confirmed already',
				given: (sandbox) => sandbox.seedConfirmedNumber(),
				parameters: { number: '+77020000001' },
				sends: [{ request: `POST ${endpoint}`, body: { number: '+77020000001' } }],
				fails: notAccepted('Number: Номер уже подтверждён'),
			},
			{
				title: 'the number is that of a city line, which cannot be confirmed',
				parameters: { number: '+7 727 000 00 01' },
				sends: [],
				fails: refusedHere(
					'Number',
					'must have an operator code that AutoCall.kz can reach here, but "+7 727 000 00 01" has 727',
				),
			},
		],
	},

	verify: {
		succeeds: [
			{
				title: 'confirms the number with the last digits of the caller',
				given: (sandbox) =>
					sandbox.seedConfirmedNumber({ verified_at: null, verification_code: 30756 }),
				parameters: { verificationCode: '30756' },
				sends: [{ request: `POST ${endpoint}`, body: { verification_code: 30756 } }],
				gives: [{ id: 1, number: '+77020000001', verified_at: NOW, ...times }],
			},
		],
		fails: [
			{
				title: 'the code is a wrong one',
				given: (sandbox) =>
					sandbox.seedConfirmedNumber({ verified_at: null, verification_code: 30756 }),
				parameters: { verificationCode: '30757' },
				sends: [{ request: `POST ${endpoint}`, body: { verification_code: 30757 } }],
				fails: notAccepted('Verification Code: Неверный код подтверждения'),
			},
			{
				title: 'the number was added more than 10 minutes ago',
				account: { now: () => new Date(NOON.getTime() + 10 * 60 * 1000) },
				given: (sandbox) =>
					sandbox.seedConfirmedNumber({
						verified_at: null,
						verification_code: 30756,
						created_at: NOW,
					}),
				parameters: { verificationCode: '30756' },
				sends: [{ request: `POST ${endpoint}`, body: { verification_code: 30756 } }],
				fails: notAccepted('Verification Code: Неверный код подтверждения'),
			},
			{
				title: 'the code has four digits',
				parameters: { verificationCode: '3075' },
				sends: [],
				fails: refusedHere('Verification Code', 'must be 10000 to 99999, but is 3075'),
			},
		],
	},
};
