import { noSuch, notChanged, notFound, refusedHere } from './failures';
import { NOW, type ResourceCases } from './operationCase';

const aigul = { number: '+77010000001', extra: 'Aigul', variables: { debt: '15000' } };

/** Contact → … */
export const contactCases: ResourceCases = {
	get: {
		succeeds: [
			{
				title: 'gives one person of a list',
				given: (sandbox) => sandbox.seedContactList({ contacts: [aigul] }),
				parameters: { contactId: '10001' },
				sends: [{ request: 'GET /api/v1/contacts/10001' }],
				gives: [{ id: 10001, list_id: 101, ...aigul, created_at: NOW, updated_at: NOW }],
			},
		],
		fails: [
			{
				title: 'the contact was deleted',
				given: (sandbox) => {
					sandbox.seedContactList({ contacts: [aigul] });
					sandbox.store.contacts.delete(10001);
				},
				parameters: { contactId: '10001' },
				sends: [{ request: 'GET /api/v1/contacts/10001' }],
				fails: notFound('contact', 10001, 'Contact ID'),
			},
		],
	},

	delete: {
		succeeds: [
			{
				title: 'removes one person, and leaves the rest of the list',
				given: (sandbox) => sandbox.seedContactList(),
				parameters: { contactId: '10001' },
				sends: [{ request: 'DELETE /api/v1/contacts/10001' }],
				gives: [{ deleted: true, id: 10001 }],
				leaves: ({ store }) => expect(store.contacts.all()).toMatchObject([{ id: 10002 }]),
			},
		],
		fails: [
			{
				title: 'a campaign is still calling the list',
				given: (sandbox) => {
					sandbox.seedContactList();
					sandbox.seedAutocall({ status: 'running', list_id: [101] });
				},
				parameters: { contactId: '10001' },
				sends: [{ request: 'DELETE /api/v1/contacts/10001' }],
				fails: notChanged('Contact ID: Список используется в незавершённой рассылке'),
				leaves: ({ store }) => expect(store.contacts.size).toBe(2),
			},
			noSuch('contact', 10009, 'Contact ID', { contactId: '10009' })(
				'DELETE /api/v1/contacts/10009',
			),
			{
				title: 'the ID would lead to another endpoint',
				parameters: { contactId: '../lists/101' },
				sends: [],
				fails: refusedHere('Contact ID', 'must be an ID such as 73, but is "../lists/101"'),
			},
		],
	},
};
