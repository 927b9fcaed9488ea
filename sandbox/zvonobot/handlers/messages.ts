import { silentMp3, speechDuration } from '../../audio';
import { invalid } from '../../errors';
import { roundMoney } from '../../prices';
import type { ZvonobotContext } from '../context';
import { jsonObject } from '../jsonText';
import { prices } from '../prices';
import type { Action, AudioRecord, SentIvr, SentMessage } from '../store/entities';

/** Checks everything about a request's answers that the contract cannot express. @throws HttpError 422 */
export function checkIvrs(context: ZvonobotContext, ivrs: readonly SentIvr[], field: string): void {
	for (const [index, ivr] of ivrs.entries()) {
		const path = `${field}.${index}`;
		checkRecord(context, ivr.record, `${path}.record.id`);
		checkSmsTemplate(context, ivr.smsTemplateId, `${path}.smsTemplateId`);
		checkJsonText(ivr.webhookParameters, `${path}.webhookParameters`);
		checkJsonText(ivr.webhookHeaders, `${path}.webhookHeaders`);
		checkIvrs(context, ivr.ivrs ?? [], `${path}.ivrs`);
	}
}

/** @throws HttpError 422 for audio that the account does not have */
export function checkRecord(
	{ store, surprises }: ZvonobotContext,
	message: SentMessage | undefined,
	field: string,
): void {
	if (message?.id === undefined) return;
	const record = store.records.get(message.id);
	if (!record?.isListed) throw invalid(field, 'Аудиоролик не найден.');
	if (record.needModeration === 1 && surprises.unmoderated === 'refused') {
		throw invalid(field, 'Аудиоролик не прошёл модерацию.');
	}
}

function checkSmsTemplate({ store }: ZvonobotContext, id: number | undefined, field: string): void {
	if (id === undefined) return;
	const template = store.smsTemplates.get(id);
	if (!template) throw invalid(field, 'Шаблон СМС не найден.');
	if (template.needModeration === 1) throw invalid(field, 'Шаблон СМС не прошёл модерацию.');
}

/** @throws HttpError 422 for a text that is not a JSON object */
export function checkJsonText(text: string | undefined, field: string): void {
	if (text !== undefined && jsonObject(text) === undefined) {
		throw invalid(field, `Поле ${field} должно быть json-строкой.`);
	}
}

/** Roubles for the speech that a request's texts make. */
export function speechCost(message: SentMessage | undefined, ivrs: readonly SentIvr[]): number {
	const texts = [message, ...recordsOf(ivrs)].filter((record) => isSpoken(record));
	return roundMoney(texts.length * prices.speech);
}

/** Makes speech of a message's text. @returns the ID of its audio, or of that which was sent */
export function recordIdOf(context: ZvonobotContext, message: SentMessage): number | undefined {
	return isSpoken(message) ? addSpeech(context, message.text ?? '').id : message.id;
}

/** The actions of a request's answers, with speech made of their texts. */
export function actionsOf(context: ZvonobotContext, ivrs: readonly SentIvr[]): Action[] {
	return ivrs.map(({ ivrs: deeper = [], record, ...ivr }) => ({
		...ivr,
		id: context.store.nextActionId(),
		record: record && { ...record, id: recordIdOf(context, record) },
		next: actionsOf(context, deeper),
	}));
}

/** The audio that actions play, deeper levels included. */
export function recordIdsOf(actions: readonly Action[]): number[] {
	return actions.flatMap(({ record, next }) => [
		...(record?.id === undefined ? [] : [record.id]),
		...recordIdsOf(next),
	]);
}

function isSpoken(message: SentMessage | undefined): boolean {
	return message?.id === undefined && message?.text !== undefined;
}

function recordsOf(ivrs: readonly SentIvr[]): Array<SentMessage | undefined> {
	return ivrs.flatMap(({ record, ivrs: deeper = [] }) => [record, ...recordsOf(deeper)]);
}

/** Speech for a call: not in the account's list, but moderated like everything else. */
function addSpeech({ store, clock, moderation }: ZvonobotContext, text: string): AudioRecord {
	return store.records.add({
		name: text.slice(0, 40),
		createdAt: clock.unixSeconds(),
		needModeration: moderation ? 1 : 0,
		moderatorComment: null,
		recordText: text,
		content: silentMp3(speechDuration(text, 1)),
		cost: prices.speech,
		isListed: false,
	});
}
