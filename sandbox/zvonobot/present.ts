import { deterministic } from '../random';
import type { ZvonobotContext } from './context';
import type { ApiCall, Attempt, AudioRecord } from './store/entities';

/**
 * A time as the API returns it: Unix seconds, or 0 or null where nothing happened.
 * @param key decides between 0 and null by the seed
 */
export function moment(
	{ seed, surprises }: ZvonobotContext,
	key: string,
	seconds: number | null,
): number | null {
	if (seconds !== null) return seconds;
	if (surprises.unsetTimes === 'bySeed') return deterministic(seed, key) < 0.5 ? 0 : null;
	return surprises.unsetTimes === 'zero' ? 0 : null;
}

/** A call as get, getWithTemplates and the status webhook return it. */
export function presentCall(context: ZvonobotContext, call: ApiCall) {
	const { id, createdAt, smartDelay, prevCallId, needRecording, plannedAt } = call;
	const { webhookUrl, webhookSent, webhookParameters, webhookTry, templateId } = call;
	return {
		...{ id, createdAt, smartDelay, prevCallId, needRecording },
		plannedAt: moment(context, `${id}:plannedAt`, plannedAt),
		...{ webhookUrl, webhookSent },
		...(templateId !== null && { templateId }),
		amoscriptId: null,
		...{ webhookParameters, webhookTry },
		recognitionGroupId: null,
		generateGroupId: null,
		calls: call.calls.map((attempt) => presentAttempt(context, call, attempt)),
	};
}

/** An attempt to reach a call's person, as its call shows it. */
export function presentAttempt(context: ZvonobotContext, { phone }: ApiCall, attempt: Attempt) {
	const { answers, actionIds, ...fields } = attempt;
	const time = (name: TimeField) => moment(context, `${attempt.id}:${name}`, attempt[name]);
	return {
		...fields,
		phone,
		startedAt: time('startedAt'),
		answeredAt: time('answeredAt'),
		managerStartedAt: time('managerStartedAt'),
		managerAnsweredAt: time('managerAnsweredAt'),
		finishedAt: time('finishedAt'),
		label: '127.0.0.1',
		ivrAnswers: answers.length > 0 ? answers.join('|') : null,
		ivrIdList: actionIds.length > 0 ? actionIds.join('|') : null,
		comment: null,
	};
}

type TimeField =
	'startedAt' | 'answeredAt' | 'managerStartedAt' | 'managerAnsweredAt' | 'finishedAt';

/** Audio as createRecord and getRecords return it. The words of its status are assumed. */
export function presentRecord({ origin }: ZvonobotContext, record: AudioRecord) {
	const { id, createdAt, needModeration, moderatorComment, name, recordText, cost } = record;
	return {
		...{ id, createdAt, needModeration, moderatorComment, name },
		path: `${origin}/storage/records/${id}`,
		status: needModeration === 1 ? 'moderation' : 'ready',
		...{ recordText, cost },
	};
}
