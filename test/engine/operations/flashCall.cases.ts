import type { Sandbox } from '../../../sandbox';
import { balanceTooLow, notAccepted, refusedHere } from './failures';
import { NOW, type ResourceCases } from './operationCase';

/** The code that the service chose for the flash call 1001. */
const chosenCode = ({ store }: Sandbox) => store.flashCalls.get(1001)?.code as string;

/** Flash Call → … */
export const flashCallCases: ResourceCases = {
	send: {
		succeeds: [
			{
				title:
					'rings a phone with a code of six digits that the service chooses, and gives the code',
				parameters: { number: '8 706 123 45 67', digits: 6 },
				sends: [
					{ request: 'POST /api/v1/flash-calls', body: { number: '+77061234567', digits: 6 } },
				],
				gives: (sandbox) => [{ id: 1001, code: chosenCode(sandbox), number: '+77061234567' }],
				leaves: (sandbox) => expect(chosenCode(sandbox)).toMatch(/^\d{6}$/),
			},
			{
				title: 'rings a phone with a code of the person’s own, whose leading zero stays',
				parameters: { number: '+77011234567', codeSource: 'code', code: '0742' },
				sends: [
					{
						request: 'POST /api/v1/flash-calls',
						body: { number: '+77011234567', code: '0742' },
					},
				],
				gives: [{ id: 1001, code: '0742', number: '+77011234567' }],
				leaves: ({ store }) => expect(store.balance).toBe(9990),
			},
		],
		fails: [
			{
				title: 'the phone was rung three times within five minutes',
				given: ({ store }) => {
					for (const code of ['1111', '2222', '3333']) {
						store.flashCalls.add({ number: '+77011234567', code, created_at: NOW });
					}
				},
				parameters: { number: '+77011234567' },
				sends: [
					{ request: 'POST /api/v1/flash-calls', body: { number: '+77011234567', digits: 4 } },
				],
				fails: {
					message:
						'AutoCall.kz refused the flash call: too many requests, or too many calls to this number [item 0]',
					description:
						'AutoCall.kz says: “Слишком много попыток на этот номер”. The same number can be rung at most 3 times within 5 minutes. No call was made.',
					status: 429,
				},
			},
			{
				title: 'no caller with the own code is free',
				parameters: { number: '+77011234567', codeSource: 'code', code: '0001' },
				sends: [
					{
						request: 'POST /api/v1/flash-calls',
						body: { number: '+77011234567', code: '0001' },
					},
				],
				fails: notAccepted('Own Code: Номер с нужными цифрами недоступен'),
			},
			{
				title: 'the balance does not cover a call',
				account: { balance: 9.5 },
				parameters: { number: '+77011234567' },
				sends: [
					{ request: 'POST /api/v1/flash-calls', body: { number: '+77011234567', digits: 4 } },
					{ request: 'GET /api/v1/balance' },
				],
				fails: balanceTooLow('9.5 tenge'),
			},
			{
				title: 'the own code has letters',
				parameters: { number: '+77011234567', codeSource: 'code', code: '12a4' },
				sends: [],
				fails: refusedHere('Own Code', 'must be 3 to 6 digits, but is "12a4"'),
			},
			{
				title: 'the code is to have seven digits',
				parameters: { number: '+77011234567', digits: 7 },
				sends: [],
				fails: refusedHere('Code Length', 'must be 3 to 6, but is 7'),
			},
			{
				title: 'the number is not of Kazakhstan',
				parameters: { number: '+1 202 555 0123' },
				sends: [],
				fails: refusedHere(
					'Number',
					'must be a phone number in Kazakhstan such as +7 701 123 45 67, but is "+1 202 555 0123"',
				),
			},
		],
	},
};
