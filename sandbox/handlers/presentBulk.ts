import type { Bulk, Message } from '../store/entities';
import type { Store } from '../store/store';

/** The messages of a bulk, oldest first. */
export function messagesOf(store: Store, bulk: Bulk): Message[] {
	return store.messages.filter(({ bulk_id }) => bulk_id === bulk.id);
}

/** A row of GET /bulks; sums are strings, as the contract allows. */
export function presentBulk(store: Store, bulk: Bulk) {
	return {
		id: bulk.id,
		client_id: bulk.client_id,
		name: bulk.name,
		status: bulk.status,
		date_from: bulk.date_from,
		time_from: bulk.time_from,
		text: bulk.text,
		segments: bulk.segments,
		recipients: messagesOf(store, bulk).length,
		list_id: bulk.list_id,
		max_cost: bulk.max_cost.toFixed(2),
		created_at: bulk.created_at,
		updated_at: bulk.updated_at,
	};
}

/** Everything GET /bulks/{id} shows except the page of messages. */
export function presentBulkDetail(store: Store, bulk: Bulk) {
	return {
		...presentBulk(store, bulk),
		max_cost: bulk.max_cost,
		final_cost: bulk.final_cost,
		comment: bulk.comment,
		callback_url: bulk.callback_url,
	};
}

/** A message as the API shows it. */
export function presentMessage({ text: _text, ...message }: Message) {
	return message;
}
