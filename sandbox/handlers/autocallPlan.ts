import type { SandboxContext } from '../context';
import { availableAmount } from '../billing';
import { FieldErrors, invalid } from '../errors';
import { roundMoney, tariffs } from '../prices';
import { worstCaseSegments } from '../sms';
import type { Autocall, CallerId, Scenario } from '../store/entities';
import { prepareSound, type PreparedSound, type SoundSource } from './newSound';
import { resolveAudience, type Audience, type ListEntry } from './recipients';
import { checkSchedule } from './schedule';

/** Body of POST /autocalls and /autocalls/calculate with the contract's defaults filled in. */
export interface AutocallBody {
	name: string;
	type: 'regular' | 'interactive';
	time_from: string;
	time_to: string;
	audio_id?: Array<number | SoundSource>;
	scenario_id?: number;
	list_id: ListEntry[];
	max_tries: number;
	tries_interval: number;
	date_from?: string;
	sms: boolean;
	text?: string;
	sms_unanswered: boolean;
	text_unanswered?: string;
	lifetime: boolean;
	record: boolean;
	client_id?: string;
	callback_url?: string;
	caller_id?: string | null;
}

/** A checked autocall: its needs and costs, before anything is stored or charged. */
export interface AutocallPlan {
	audience: Audience;
	/** In the order of `audio_id`. */
	sounds: Array<{ id: number } | PreparedSound>;
	scenario: Scenario | null;
	/** Tenge for making the new sounds. */
	synthesisPrice: number;
	/** Tenge. */
	maxCost: number;
}

/** More numbers than this with a sound shorter than the seconds below count as spam. */
const spamRecipients = 1000;
const spamSeconds = 3;

/**
 * Checks an autocall in full and calculates its highest possible cost.
 * @throws HttpError 422 for every invalid field, 403 for suspected spam
 */
export function planAutocall(context: SandboxContext, body: AutocallBody): AutocallPlan {
	const errors = new FieldErrors();
	const { store } = context;
	checkSchedule(body, store.settings, errors);
	checkTexts(body, errors);
	checkCallerId(context, body.caller_id ?? null, errors);
	const audience = resolveAudience(context, body.list_id, errors);
	const { sounds, longest } = resolveSounds(context, body, errors);
	const scenario = resolveScenario(context, body, errors);
	errors.throwIfAny();

	if (longest !== null && longest < spamSeconds && audience.recipients.length > spamRecipients) {
		throw invalid('audio_id', 'Слишком много номеров для короткой аудиозаписи.', 403);
	}
	const synthesisPrice = roundMoney(
		sounds.reduce((sum, sound) => sum + ('price' in sound ? sound.price : 0), 0),
	);
	const perCall = scenario ? scenario.max_cost : (longest ?? 0) * tariffs[store.tariff].call_price;
	return {
		audience,
		sounds,
		scenario,
		synthesisPrice,
		maxCost: maxCost(context, body, audience, perCall),
	};
}

/** @throws HttpError 422 when the account cannot pay for the plan */
export function assertAffordable(
	{ store }: SandboxContext,
	{ synthesisPrice, maxCost: cost }: AutocallPlan,
): void {
	if (availableAmount(store) < synthesisPrice + cost) {
		throw invalid('balance', 'Недостаточно средств на балансе.');
	}
}

/** Whether the account holds this caller ID now. */
export function isRented(context: SandboxContext, callerId: CallerId): boolean {
	return (
		callerId.holder === 'account' &&
		callerId.rented_until !== null &&
		callerId.rented_until > context.clock.timestamp()
	);
}

function checkTexts(body: AutocallBody, errors: FieldErrors): void {
	if (body.sms && !body.text) errors.add('text', 'Поле text обязательно, если sms включено.');
	if (body.sms_unanswered && !body.text_unanswered) {
		errors.add(
			'text_unanswered',
			'Поле text_unanswered обязательно, если sms_unanswered включено.',
		);
	}
}

function checkCallerId(context: SandboxContext, number: string | null, errors: FieldErrors): void {
	if (number === null) return;
	const rented = context.store.callerIds.find(
		(callerId) => callerId.number === number && isRented(context, callerId),
	);
	if (!rented) errors.add('caller_id', 'Номер не арендован.');
}

function resolveSounds(
	context: SandboxContext,
	{ type, audio_id: entries }: AutocallBody,
	errors: FieldErrors,
): { sounds: AutocallPlan['sounds']; longest: number | null } {
	if (type !== 'regular') return { sounds: [], longest: null };
	if (!entries || entries.length === 0) {
		errors.add('audio_id', 'Поле audio_id обязательно для обычного обзвона.');
		return { sounds: [], longest: null };
	}
	const sounds: AutocallPlan['sounds'] = [];
	let longest = 0;
	entries.forEach((entry, index) => {
		if (typeof entry === 'number') {
			const sound = context.store.sounds.get(entry);
			if (!sound) {
				errors.add(`audio_id.${index}`, `Аудиозапись ${entry} не найдена.`);
				return;
			}
			sounds.push({ id: sound.id });
			longest = Math.max(longest, sound.duration);
			return;
		}
		const prepared = prepareSound(context, entry, `audio_id.${index}.data`, errors);
		if (!prepared) return;
		sounds.push(prepared);
		longest = Math.max(longest, prepared.duration);
	});
	return { sounds, longest };
}

function resolveScenario(
	{ store }: SandboxContext,
	{ type, scenario_id: id }: AutocallBody,
	errors: FieldErrors,
): Scenario | null {
	if (type !== 'interactive') return null;
	if (id === undefined) {
		errors.add('scenario_id', 'Поле scenario_id обязательно для интерактивного обзвона.');
		return null;
	}
	const scenario = store.scenarios.get(id);
	if (!scenario) errors.add('scenario_id', `Сценарий ${id} не найден.`);
	return scenario ?? null;
}

function maxCost(
	{ store }: SandboxContext,
	body: AutocallBody,
	{ recipients }: Audience,
	perCall: number,
): number {
	const prices = tariffs[store.tariff];
	const seconds = perCall / prices.call_price;
	const recording = body.record ? seconds * prices.recording_price : 0;
	const variables = recipients.map((recipient) => recipient.variables);
	const smsCost = (text: string | undefined) =>
		text === undefined ? 0 : worstCaseSegments(text, variables) * prices.sms_price;
	const answered = perCall + recording + (body.sms ? smsCost(body.text) : 0);
	const unanswered = body.sms_unanswered ? smsCost(body.text_unanswered) : 0;
	return roundMoney(recipients.length * Math.max(answered, unanswered));
}

/** The stored form of a planned autocall. */
export function toAutocall(
	{ clock, store }: SandboxContext,
	body: AutocallBody,
	plan: AutocallPlan,
	{ listIds, soundIds }: { listIds: number[]; soundIds: number[] },
): Omit<Autocall, 'id'> {
	const now = clock.timestamp();
	return {
		client_id: body.client_id ?? null,
		name: body.name,
		type: body.type,
		status: store.settings.moderation ? 'moderation' : 'awaiting',
		date_from: body.date_from ?? clock.today(),
		time_from: body.time_from,
		time_to: body.time_to,
		max_tries: body.max_tries,
		tries_interval: body.tries_interval,
		list_id: listIds,
		audio_id: body.type === 'regular' ? soundIds : null,
		scenario_id: plan.scenario?.id ?? null,
		sms: body.sms,
		text: body.text ?? null,
		sms_unanswered: body.sms_unanswered,
		text_unanswered: body.text_unanswered ?? null,
		lifetime: body.lifetime,
		record: body.record,
		comment: null,
		callback_url: body.callback_url ?? null,
		caller_id: body.caller_id ?? null,
		max_cost: plan.maxCost,
		final_cost: null,
		finished_at: null,
		created_at: now,
		updated_at: now,
	};
}
