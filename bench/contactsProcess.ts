/**
 * POST /lists and POST /lists/append/{id} by the contract, and nothing else, on Node's bare server: the
 * sandbox checks bodies of 10,000 contacts for longer than it takes to send them, which would hide the
 * cost of the node.
 */
import { serveBare } from './bareServer';
import { givenOptions } from './serviceProcess';

/** Settings of the service. */
export interface ContactsProcessOptions {
	apiKey: string;
}

const LIST_ID = 101;
const MOST_CONTACTS = 10_000;
const CREATED_AT = '2026-03-16 12:00:00';
const UNLIMITED = { 'X-RateLimit-Limit': '1000000', 'X-RateLimit-Remaining': '999999' };

const { apiKey } = givenOptions<ContactsProcessOptions>();
let contacts = 0;

serveBare({
	apiKey,
	basePath: '/api/v1',
	contactListId: LIST_ID,
	respond({ method, url, headers: { authorization } }, text, numbers) {
		const creates = url === '/api/v1/lists';
		if (method !== 'POST' || !(creates || url === `/api/v1/lists/append/${LIST_ID}`)) {
			return { status: 404, body: { message: 'Not Found.' } };
		}
		if (authorization !== `Bearer ${apiKey}`) {
			return { status: 401, body: { message: 'Unauthenticated.' } };
		}
		const { name, numbers: sent } = JSON.parse(text) as {
			name?: string;
			numbers: Array<{ number: string }>;
		};
		if (sent.length > MOST_CONTACTS || (creates && !name)) {
			return { status: 422, body: { message: 'The given data was invalid.', errors: {} } };
		}
		if (creates) contacts = 0;
		contacts += sent.length;
		for (const { number } of sent) numbers.add(number);
		const list = {
			id: LIST_ID,
			client_id: null,
			contacts_count: contacts,
			created_at: CREATED_AT,
			updated_at: CREATED_AT,
		};
		return { status: 201, headers: UNLIMITED, body: creates ? { ...list, name } : list };
	},
});
