import { noSuch, refusedHere } from './failures';
import { NOW, type ResourceCases } from './operationCase';

const message = {
	id: 90001,
	bulk_id: 401,
	number: '+77010000001',
	extra: 'Aigul',
	variables: { debt: '15000' },
	status: 'undeliverable' as const,
	provider: 'kcell',
	init_time: NOW,
	status_time: NOW,
};

/** SMS Message → … */
export const smsMessageCases: ResourceCases = {
	get: {
		succeeds: [
			{
				title: 'tells, simplified, whether a message was delivered',
				given: (sandbox) => sandbox.seedBulk({ messages: [message] }),
				parameters: { smsMessageId: '90001' },
				sends: [{ request: 'GET /api/v1/messages/90001' }],
				gives: [message],
			},
			{
				title: 'gives its times too when it is not simplified',
				given: (sandbox) => sandbox.seedBulk({ messages: [message] }),
				parameters: { smsMessageId: '90001', simplify: false },
				sends: [{ request: 'GET /api/v1/messages/90001' }],
				gives: [{ ...message, created_at: NOW, updated_at: NOW }],
			},
		],
		fails: [
			noSuch('SMS message', '90009', 'SMS Message ID', { smsMessageId: '90009' })(
				'GET /api/v1/messages/90009',
			),
			{
				title: 'the ID holds what belongs to a query',
				parameters: { smsMessageId: '90001?all=1' },
				sends: [],
				fails: refusedHere('SMS Message ID', 'must be a name such as 9001, but is "90001?all=1"'),
			},
		],
	},
};
