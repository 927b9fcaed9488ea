import { byId } from '../../support/autoCall';
import { keyRevoked, noSuch, notFound, refusedHere } from './failures';
import { NOW, type ResourceCases } from './operationCase';

const finished = '4f227359-cbc5-4b4d-811f-e8846abe6f35';
const low = '2c2f0bac-3e80-4504-82e5-6b41d17cfbd3';
const unknown = '00000000-0000-4000-8000-000000000000';

/** Notification → … */
export const notificationCases: ResourceCases = {
	getAll: {
		succeeds: [
			{
				title: 'gives every notification, the newest first',
				given: (sandbox) => {
					const earlier = { id: finished, created_at: '2026-03-16 10:35:00' };
					sandbox.notify('AutocallFinished', { id: 42, name: 'Offer' }, earlier);
					sandbox.notify('LowBalance', { balance: 45.2, threshold: 100 }, { id: low });
				},
				sends: [{ request: 'GET /api/v1/notifications' }],
				gives: [
					{
						id: low,
						type: 'LowBalance',
						data: { balance: 45.2, threshold: 100 },
						read_at: null,
						created_at: NOW,
						updated_at: NOW,
					},
					{
						id: finished,
						type: 'AutocallFinished',
						data: { id: 42, name: 'Offer' },
						read_at: null,
						created_at: '2026-03-16 10:35:00',
						updated_at: '2026-03-16 10:35:00',
					},
				],
			},
		],
		fails: [keyRevoked({ request: 'GET /api/v1/notifications' })],
	},

	markAsRead: {
		succeeds: [
			{
				title: 'marks one as read',
				given: (sandbox) => sandbox.notify('AutocallFinished', {}, { id: finished }),
				parameters: { notificationId: byId(finished) },
				sends: [{ request: `PUT /api/v1/notifications/${finished}` }],
				gives: [{ id: finished, read_at: NOW }],
				leaves: ({ store }) => expect(store.notifications[0]?.read_at).toBe(NOW),
			},
		],
		fails: [
			noSuch('notification', unknown, 'Notification', { notificationId: byId(unknown) })(
				`PUT /api/v1/notifications/${unknown}`,
			),
			{
				title: 'the ID holds a slash',
				parameters: { notificationId: byId('../settings') },
				sends: [],
				fails: refusedHere(
					'Notification',
					`must be a name such as ${finished}, but is "../settings"`,
				),
			},
		],
	},

	delete: {
		succeeds: [
			{
				title: 'removes one, and leaves the others',
				given: (sandbox) => {
					sandbox.notify('AutocallFinished', {}, { id: finished });
					sandbox.notify('LowBalance', {}, { id: low });
				},
				parameters: { notificationId: byId(finished) },
				sends: [{ request: `DELETE /api/v1/notifications/${finished}` }],
				gives: [{ deleted: true, id: finished }],
				leaves: ({ store }) => expect(store.notifications).toMatchObject([{ id: low }]),
			},
		],
		fails: [
			{
				title: 'it was deleted before',
				parameters: { notificationId: byId(finished) },
				sends: [{ request: `DELETE /api/v1/notifications/${finished}` }],
				fails: notFound('notification', finished, 'Notification'),
			},
		],
	},
};
