import { isUnfinished, withdraw } from '../billing';
import type { SandboxContext } from '../context';
import { FieldErrors, invalid } from '../errors';
import { launchAutocall } from '../simulation/launch';
import { addContactList, addContacts, presentContactList } from './contactLists';
import {
	assertAffordable,
	planAutocall,
	toAutocall,
	type AutocallBody,
	type AutocallPlan,
} from './autocallPlan';
import { filterRows } from './filters';
import { created, noContent, ok, pageOf, rowOf, withBody, type Handlers } from './handler';
import { addSound } from './newSound';
import { callsOf, presentAutocall, presentAutocallDetail, presentCall } from './presentAutocall';
import { storeAudience } from './recipients';
import { checkSchedule, type Schedule } from './schedule';

/** Autocalls of more numbers are made in the background (202). */
const immediateLimit = 5000;

function storeSounds(context: SandboxContext, body: AutocallBody, plan: AutocallPlan): number[] {
	withdraw(context, plan.synthesisPrice, `Синтез речи для обзвона «${body.name}»`);
	return plan.sounds.map((sound) =>
		'id' in sound ? sound.id : addSound(context, sound, { name: body.name }).id,
	);
}

export const autocallHandlers: Handlers = {
	'get-autocalls': (call) =>
		ok(pageOf(call, filterRows(call, call.context.store.autocalls.all()), presentAutocall)),

	'post-autocalls': withBody<AutocallBody>((call) => {
		const { context, body } = call;
		const plan = planAutocall(context, body);
		assertAffordable(context, plan);
		const soundIds = storeSounds(context, body, plan);
		const { listIds, recipients } = storeAudience(context, plan.audience, body.name);
		const autocall = toAutocall(context, body, plan, { listIds, soundIds });
		if (recipients.length > immediateLimit) {
			context.store.queuedAutocalls.push({ autocall, recipients });
			return { status: 202 };
		}
		const launched = launchAutocall(context, { autocall, recipients });
		return created({
			...presentAutocallDetail(context.store, launched),
			calls: pageOf(
				{ ...call, url: `${call.url}/${launched.id}` },
				callsOf(context.store, launched),
				presentCall,
			),
		});
	}),

	'get-autocalls-id': (call) => {
		const { store } = call.context;
		const autocall = rowOf(store.autocalls, call);
		return ok({
			...presentAutocallDetail(store, autocall),
			calls: pageOf(call, callsOf(store, autocall), presentCall),
		});
	},

	'put-autocalls-id': withBody<
		Schedule & { name?: string; tries_interval?: number; client_id?: string; callback_url?: string }
	>((call) => {
		const { context, body } = call;
		const { store, clock } = context;
		const autocall = rowOf(store.autocalls, call);
		if (autocall.status !== 'awaiting' && autocall.status !== 'moderation') {
			throw invalid('status', 'Изменить можно только обзвон, который ещё не начался.');
		}
		const errors = new FieldErrors();
		checkSchedule(body, store.settings, errors, autocall);
		errors.throwIfAny();
		Object.assign(autocall, body, { updated_at: clock.timestamp() });
		return ok({
			...presentAutocallDetail(store, autocall),
			calls: pageOf(call, callsOf(store, autocall), presentCall),
		});
	}),

	'delete-autocalls-id': (call) => {
		const { store } = call.context;
		const autocall = rowOf(store.autocalls, call);
		if (autocall.status === 'running') {
			throw invalid('status', 'Нельзя удалить выполняющийся обзвон.');
		}
		for (const { id } of callsOf(store, autocall)) store.calls.delete(id);
		store.autocalls.delete(autocall.id);
		return noContent();
	},

	'post-autocalls-calculate': withBody<AutocallBody>(({ context, body }) => {
		const plan = planAutocall(context, body);
		return created({ max_cost: plan.maxCost });
	}),

	'get-autocalls-relaunch-id': (call) => {
		const { context } = call;
		const { store } = context;
		const autocall = rowOf(store.autocalls, call);
		if (isUnfinished(autocall) || autocall.status === 'denied') {
			throw invalid('status', 'Обзвон ещё не завершён.', 403);
		}
		const list = addContactList(context, { name: `Перезапуск ${autocall.name}`.slice(0, 40) });
		const unreached = callsOf(store, autocall).filter(({ status }) => status !== 'success');
		addContacts(
			context,
			list,
			unreached.map(({ number, extra, variables }) => ({
				number,
				extra: extra ?? undefined,
				variables: variables ?? undefined,
			})),
		);
		const { id, name, created_at, updated_at, used, contacts_count, importing } =
			presentContactList(store, list);
		return created({ id, name, created_at, updated_at, used, contacts_count, importing });
	},
};
