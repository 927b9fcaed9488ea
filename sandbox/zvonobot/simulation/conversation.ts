import { roundMoney } from '../../prices';
import { deterministic } from '../../random';
import type { ZvonobotContext } from '../context';
import { prices } from '../prices';
import type { Action, ApiCall, Attempt } from '../store/entities';
import { sendAnswer } from '../webhooks/events';

/** Part of those who pick up and give no answer to a question, by the seed. */
const silentShare = 0.2;

/** The words of a person where any words will do. */
const anyWords = 'перезвоните позже';

/** A person's answer at one level, and its action. */
interface Given {
	/** A digit, words, or -1 for who stayed on the line. */
	answer: number | string;
	action?: Action;
}

/**
 * Goes through a call's questions level by level and carries out what the answers lead to.
 * @param talkSeconds how long the person stayed
 * @returns roubles that the call costs
 */
export function converse(
	context: ZvonobotContext,
	call: ApiCall,
	attempt: Attempt,
	talkSeconds: number,
): number {
	let cost = Math.ceil(talkSeconds / 60) * prices.minute;
	let level = call.actions;
	for (let depth = 0; level.length > 0; depth += 1) {
		const given = answerAt(context, call, level, depth);
		if (given === undefined) break;
		attempt.answers.push(given.answer);
		if (typeof given.answer === 'number') attempt.ivrDigit = given.answer;
		if (given.action === undefined) break;
		cost += carryOut(context, call, attempt, given.action);
		sendAnswer(context, call, attempt, given.answer, given.action);
		level = given.action.next;
	}
	return roundMoney(cost);
}

function answerAt(
	context: ZvonobotContext,
	call: ApiCall,
	level: readonly Action[],
	depth: number,
): Given | undefined {
	const { store, seed } = context;
	const wanted = store.callOutcomes.get(call.phone);
	if (wanted?.answers !== undefined) {
		const answer = wanted.answers[depth];
		return answer === undefined ? staying(level) : { answer, action: actionFor(level, answer) };
	}
	const chance = (what: string) => deterministic(seed, `${what}:${call.phone}:${depth}`);
	const answerable = level.filter((action) => !isForStaying(action));
	const action = answerable[Math.floor(chance('choice') * answerable.length)];
	if (action === undefined || chance('silence') < silentShare) return staying(level);
	return { answer: answerTo(action, chance('word')), action };
}

function isForStaying({ digit, keyWords, anyWord }: Action): boolean {
	return typeof digit !== 'number' && !keyWords && anyWord !== 1;
}

function staying(level: readonly Action[]): Given | undefined {
	const action = level.find(isForStaying);
	return action && { answer: -1, action };
}

function actionFor(level: readonly Action[], answer: number | string): Action | undefined {
	return (
		level.find((action) => action.digit === answer || wordsOf(action).includes(String(answer))) ??
		(typeof answer === 'string' ? level.find(({ anyWord }) => anyWord === 1) : undefined)
	);
}

function answerTo(action: Action, chance: number): number | string {
	if (typeof action.digit === 'number') return action.digit;
	const words = wordsOf(action);
	return words[Math.floor(chance * words.length)] ?? anyWords;
}

function wordsOf({ keyWords = '' }: Action): string[] {
	return keyWords.split('|').filter((word) => word !== '');
}

/** @returns roubles */
function carryOut(
	{ store }: ZvonobotContext,
	call: ApiCall,
	attempt: Attempt,
	action: Action,
): number {
	const { needBlock, smsText, smsTemplateId, managerPhone } = action;
	attempt.actionIds.push(action.id);
	if (needBlock === 1) {
		store.blacklist.add(call.phone);
		attempt.toBlock = 1;
	}
	let cost = 0;
	const text = store.smsTemplates.get(smsTemplateId ?? 0)?.text ?? smsText;
	if (text) {
		store.sms.push({ phone: call.phone, text, apiCallId: call.id });
		cost += prices.sms;
	}
	if (managerPhone !== undefined) {
		attempt.managerStatus = 'finished';
		attempt.managerStartedAt = attempt.answeredAt;
		attempt.managerAnsweredAt = attempt.answeredAt;
		cost += prices.managerMinute;
	}
	return cost;
}
