import { invalid } from '../../errors';
import {
	withBody,
	type ApiCall as Request,
	type Handlers,
	type Reply,
} from '../../handlers/handler';
import { roundMoney } from '../../prices';
import { addCall, type CallDraft } from '../addCall';
import { listResponse, success } from '../answers';
import { charge, requireBalance } from '../billing';
import type { ZvonobotContext } from '../context';
import { moment } from '../present';
import { prices } from '../prices';
import type { ApiCall, Flag, SentIvr, SentMessage, Template } from '../store/entities';
import {
	actionsOf,
	checkIvrs,
	checkJsonText,
	checkRecord,
	recordIdOf,
	recordIdsOf,
	speechCost,
} from './messages';
import { judge } from './phones';

interface Phones {
	apiKey: string;
	phone?: string;
	phones?: string[];
	plannedAt?: number;
}

interface CreateBody extends Phones {
	record: SentMessage;
	ivrs?: SentIvr[];
	outgoingPhone?: string;
	dutyPhone?: Flag;
	smartDelay?: number;
	needRecording?: Flag;
	webhookUrl?: string;
	webhookParameters?: string;
	webhookHeaders?: string;
	weekdays?: number[];
	excludeWeekends?: Flag;
	[option: string]: unknown;
}

interface TemplateBody extends Phones {
	templateId: number;
	/** By phone: value → `{placeholder}`. */
	variables?: Record<string, Record<string, string>>;
}

type Item = { call: ApiCall } | { refusal: { status: 'error'; phone: string; message: string } };

export const createHandlers: Handlers<ZvonobotContext> = {
	create: withBody<CreateBody, ZvonobotContext>(create),
	createWithTemplate: withBody<TemplateBody, ZvonobotContext>(createWithTemplate),
};

function create({ context, body }: Request<CreateBody, ZvonobotContext>): Reply {
	const { record, ivrs = [], outgoingPhone, dutyPhone, smartDelay, needRecording } = body;
	const { webhookUrl, webhookParameters, webhookHeaders, plannedAt, ...others } = body;
	const { apiKey, phone, phones, ...options } = others;
	checkRecord(context, record, 'record.id');
	checkIvrs(context, ivrs, 'ivrs');
	checkJsonText(webhookParameters, 'webhookParameters');
	checkJsonText(webhookHeaders, 'webhookHeaders');
	checkWeek(body);
	const callerId = callerIdOf(context, outgoingPhone, dutyPhone);

	const recordCost = speechCost(record, ivrs);
	const items = place(context, body, recordCost, () => {
		charge(context, recordCost);
		const actions = actionsOf(context, ivrs);
		const recordId = recordIdOf(context, record) ?? 0;
		const draft: CallDraft = {
			madeFrom: 'message',
			callerId,
			plannedAt: plannedAt ?? null,
			smartDelay: smartDelay ?? null,
			prevCallId: null,
			needRecording: needRecording ?? 0,
			webhookUrl: webhookUrl ?? null,
			webhookParameters: webhookParameters ?? null,
			webhookHeaders: webhookHeaders ?? null,
			templateId: null,
			phoneInfo: null,
			text: record.text ?? null,
			recordIds: [recordId, ...recordIdsOf(actions)],
			actions,
			options,
		};
		return () => draft;
	});
	return listResponse(
		context,
		items.map((item) =>
			'refusal' in item ? item.refusal : created(context, item.call, recordCost),
		),
	);
}

function created(context: ZvonobotContext, call: ApiCall, recordCost: number) {
	const { id, createdAt, plannedAt, smartDelay, needRecording, phone } = call;
	return {
		id,
		createdAt,
		plannedAt: moment(context, `${id}:plannedAt`, plannedAt),
		smartDelay,
		needRecording,
		phone,
		recordCost,
	};
}

/** @throws HttpError 422 for weekdays together with excludeWeekends */
function checkWeek({ weekdays, excludeWeekends }: CreateBody): void {
	if (weekdays !== undefined && excludeWeekends === 1) {
		throw invalid('weekdays', 'Нельзя использовать вместе weekdays и excludeWeekends.');
	}
}

/** The number that calls come from. @throws HttpError 422 for one that cannot call */
function callerIdOf(
	{ store, surprises }: ZvonobotContext,
	outgoingPhone: string | undefined,
	dutyPhone: Flag | undefined,
): string | null {
	if (dutyPhone === 1) return null;
	if (outgoingPhone === undefined) {
		if (!surprises.callerIdRequired) return null;
		throw invalid('outgoingPhone', 'Укажите outgoingPhone или dutyPhone.');
	}
	const phone = store.phones.find((row) => row.phone === outgoingPhone);
	if (!phone) throw invalid('outgoingPhone', 'Исходящий номер не найден.');
	if (!phone.enable) throw invalid('outgoingPhone', 'Исходящий номер не подтверждён.');
	return outgoingPhone;
}

function createWithTemplate({ context, body }: Request<TemplateBody, ZvonobotContext>): Reply {
	const { templateId, plannedAt, variables = {} } = body;
	const template = context.store.templates.get(templateId);
	if (!template) throw invalid('templateId', 'Шаблон не найден.');
	if (template.needModeration === 1 && context.surprises.unmoderated === 'refused') {
		throw invalid('templateId', 'Шаблон не прошёл модерацию.');
	}
	const items = place(
		context,
		body,
		0,
		() => (sent) => templateDraft(template, plannedAt, variables[sent]),
	);
	return success(
		items.map((item) =>
			'refusal' in item ? item.refusal : createdFromTemplate(context, item.call),
		),
	);
}

function templateDraft(
	template: Template,
	plannedAt: number | undefined,
	reversed: Record<string, string> | undefined,
): CallDraft {
	const { id, smartDelay, actions, webhookUrl, webhookParameters, webhookHeaders } = template;
	const values = reversed && byName(reversed);
	return {
		...{ smartDelay, actions, webhookUrl, webhookParameters, webhookHeaders },
		madeFrom: 'template',
		callerId: null,
		plannedAt: plannedAt ?? null,
		prevCallId: null,
		needRecording: 0,
		templateId: id,
		phoneInfo: values ? JSON.stringify(values) : null,
		text: template.text.replace(/\{([^{}]+)\}/g, (whole, name: string) =>
			values && Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
		),
		recordIds: recordIdsOf(actions),
		options: {},
	};
}

/** Turns `{Elena: '{name}'}` into `{name: 'Elena'}`. */
function byName(reversed: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(reversed).map(([value, placeholder]) => [placeholder.slice(1, -1), value]),
	);
}

function createdFromTemplate(context: ZvonobotContext, call: ApiCall) {
	const { id, phone, templateId, phoneInfo, createdAt, plannedAt } = call;
	const planned = moment(context, `${id}:plannedAt`, plannedAt);
	return { id, phone, templateId, phoneInfo, createdAt, plannedAt: planned };
}

/**
 * Places a call for each phone of the request that is not refused. A phone that is listed twice is called
 * twice.
 * @param requestCost roubles that the request costs besides its calls
 * @param begin is called once, when the calls are sure to be placed; drafts the call for a phone as sent
 * @returns the entries of the response, in its order; missing phones are left out
 * @throws HttpError 402
 */
function place(
	context: ZvonobotContext,
	{ phone, phones = [] }: Phones,
	requestCost: number,
	begin: () => (sent: string) => CallDraft,
): Item[] {
	const sent = phone === undefined ? phones : [phone, ...phones];
	const judged = sent.map((each) => ({ ...judge(context, each), sent: each }));
	const called = judged.filter(({ reason, missing }) => !reason && missing !== 'notCalled');
	if (called.length > 0) {
		requireBalance(context, roundMoney(requestCost + called.length * prices.minute));
	}
	const draftFor = called.length > 0 ? begin() : undefined;
	const items: Item[] = [];
	for (const { phone: number, reason, missing, sent: each } of judged) {
		if (reason !== undefined) {
			items.push({ refusal: { status: 'error', phone: number, message: reason } });
			continue;
		}
		if (missing === 'notCalled' || !draftFor) continue;
		const call = addCall(context, number, draftFor(each));
		if (missing === undefined) items.push({ call });
	}
	return context.surprises.order === 'reversed' ? items.reverse() : items;
}
