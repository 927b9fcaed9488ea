import { availableAmount } from '../billing';
import type { SandboxContext } from '../context';
import { FieldErrors, invalid } from '../errors';
import { roundMoney, tariffs } from '../prices';
import { launchBulk } from '../simulation/launch';
import { worstCaseSegments } from '../sms';
import type { Bulk } from '../store/entities';
import { filterRows } from './filters';
import {
	created,
	noContent,
	ok,
	pageOf,
	rowOf,
	withBody,
	type ApiCall,
	type Handlers,
} from './handler';
import { messagesOf, presentBulk, presentBulkDetail, presentMessage } from './presentBulk';
import { resolveAudience, storeAudience, type ListEntry } from './recipients';
import { checkSchedule } from './schedule';

interface BulkBody {
	name: string;
	text: string;
	list_id: ListEntry[];
	date_from?: string;
	time_from?: string;
	client_id?: string;
	callback_url?: string;
}

function planBulk(context: SandboxContext, body: BulkBody) {
	const errors = new FieldErrors();
	checkSchedule(body, context.store.settings, errors);
	const audience = resolveAudience(context, body.list_id, errors);
	errors.throwIfAny();
	const segments = worstCaseSegments(
		body.text,
		audience.recipients.map(({ variables }) => variables),
	);
	const price = tariffs[context.store.tariff].sms_price;
	return {
		audience,
		segments,
		maxCost: roundMoney(audience.recipients.length * segments * price),
	};
}

function presentWithMessages(call: ApiCall, bulk: Bulk, url = call.url) {
	const { store } = call.context;
	return {
		...presentBulkDetail(store, bulk),
		messages: pageOf({ ...call, url }, messagesOf(store, bulk), presentMessage),
	};
}

export const bulkHandlers: Handlers = {
	'get-bulks': (call) => {
		const { store } = call.context;
		return ok(
			pageOf(call, filterRows(call, store.bulks.all()), (bulk) => presentBulk(store, bulk)),
		);
	},

	'post-bulks': withBody<BulkBody>((call) => {
		const { context, body } = call;
		const { store, clock } = context;
		const { audience, segments, maxCost } = planBulk(context, body);
		if (availableAmount(store) < maxCost) {
			throw invalid('balance', 'Недостаточно средств на балансе.');
		}
		const { listIds, recipients } = storeAudience(context, audience, body.name);
		const now = clock.timestamp();
		const bulk = launchBulk(
			context,
			{
				client_id: body.client_id ?? null,
				name: body.name,
				status: store.settings.moderation ? 'moderation' : 'awaiting',
				date_from: body.date_from ?? clock.today(),
				time_from: body.time_from ?? clock.timeOfDay(),
				text: body.text,
				segments,
				list_id: listIds,
				max_cost: maxCost,
				final_cost: null,
				comment: null,
				callback_url: body.callback_url ?? null,
				created_at: now,
				updated_at: now,
			},
			recipients,
		);
		return created(presentWithMessages(call, bulk, `${call.url}/${bulk.id}`));
	}),

	'get-bulks-id': (call) => ok(presentWithMessages(call, rowOf(call.context.store.bulks, call))),

	'put-bulks-id': withBody<Partial<Omit<BulkBody, 'text' | 'list_id'>>>((call) => {
		const { store, clock } = call.context;
		const bulk = rowOf(store.bulks, call);
		if (bulk.status !== 'awaiting' && bulk.status !== 'moderation') {
			throw invalid('status', 'Изменить можно только рассылку, которая ещё не началась.');
		}
		const errors = new FieldErrors();
		checkSchedule(call.body, store.settings, errors);
		errors.throwIfAny();
		Object.assign(bulk, call.body, { updated_at: clock.timestamp() });
		return ok(presentWithMessages(call, bulk));
	}),

	'delete-bulks-id': (call) => {
		const { store } = call.context;
		const bulk = rowOf(store.bulks, call);
		if (bulk.status === 'running') {
			throw invalid('status', 'Нельзя удалить выполняющуюся рассылку.');
		}
		for (const { id } of messagesOf(store, bulk)) store.messages.delete(id);
		store.bulks.delete(bulk.id);
		return noContent();
	},

	'post-bulks-calculate': withBody<BulkBody>(({ context, body }) =>
		created({ max_cost: planBulk(context, body).maxCost }),
	),
};
