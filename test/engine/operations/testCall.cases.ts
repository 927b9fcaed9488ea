import { refusedHere } from './failures';
import { NOW, type ResourceCases, type SuccessCase } from './operationCase';

/** The person enters a phone, and the sandbox's address as Base URL. */
const to =
	(phone: string): SuccessCase['parameters'] =>
	({ url }) => ({ phone, options: { baseUrl: url } });
const asSent = (phone: string) => [{ request: 'POST /api/public/test-call', body: { phone } }];

/** Test Call → … */
export const testCallCases: ResourceCases = {
	send: {
		succeeds: [
			{
				title: 'rings a phone, without any credential',
				apiKey: null,
				parameters: to('+7 (777) 123-45-67'),
				sends: asSent('7771234567'),
				gives: [
					{
						message:
							'Тестовый звонок отправлен на номер +77771234567. Ожидайте звонка в течение 1–2 минут.',
						number: '+77771234567',
					},
				],
				leaves: ({ store }) =>
					expect(store.testCalls.all()).toMatchObject([{ number: '+77771234567' }]),
			},
		],
		fails: [
			{
				title: 'the phone has been rung today',
				apiKey: null,
				given: ({ store }) => store.testCalls.add({ number: '+77771234567', created_at: NOW }),
				parameters: to('87771234567'),
				sends: asSent('7771234567'),
				fails: {
					message:
						'AutoCall.kz refused the test call: one a day for each number, 2 requests a minute [item 0]',
					description:
						'AutoCall.kz says: “Этот номер уже получил тестовый звонок сегодня”. Try again tomorrow or with another number. No call was made.',
					status: 429,
				},
			},
			{
				title: 'the number is blocked',
				apiKey: null,
				parameters: to('7000000000'),
				sends: asSent('7000000000'),
				fails: {
					message: 'AutoCall.kz does not make test calls to this number [item 0]',
					description:
						'AutoCall.kz says: “Номер в чёрном списке”. The number is blocked, or the request was. Try another number.',
					status: 403,
				},
			},
			{
				title: 'it is night in Almaty',
				apiKey: null,
				account: { now: () => new Date('2026-03-16T22:00:00+05:00') },
				parameters: to('7771234567'),
				sends: asSent('7771234567'),
				fails: {
					message: 'AutoCall.kz did not accept the values [item 0]',
					description:
						'AutoCall.kz says: “Тестовые звонки доступны с 09:00 до 21:30 по Алматы”. Correct the values named here and run this again. Nothing was sent.',
					status: 422,
				},
			},
			{
				title: 'the phone has a code that nobody has',
				apiKey: null,
				parameters: to('+7 799 123 45 67'),
				sends: [],
				fails: refusedHere(
					'Phone',
					'must have an operator code that AutoCall.kz can reach here, but "+7 799 123 45 67" has 799',
				),
			},
		],
	},
};
