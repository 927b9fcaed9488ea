import {
	andAgain,
	nothingDone,
	quoted,
	sentences,
} from '../../../../../nodes/shared/execution/failurePhrases';
import type { FailureDetails } from '../../../../../nodes/shared/transport/apiFailure';
import type { Service } from '../../../../../nodes/shared/transport/service';

type Explain = NonNullable<Service['explain']>;

/** A kind of refusal: how it is told from others, and what it means. */
interface Refusal {
	statuses: number[];
	/** Of the service's words; its real codes and words are known for none of them. */
	words: RegExp;
	message: string;
	advice: string;
}

const REFUSALS: Refusal[] = [
	{
		statuses: [401],
		// "ключ" as a word of its own: "отключена", "включите" and "ключевые слова" are about something else.
		words:
			/api[\s_-]*(key|ключ)|(?<!\p{L})ключ(а|у|ом|е|и)?(?!\p{L})|unauthori[sz]ed|unauthenticated|токен|token/iu,
		message: 'Zvonobot did not accept the API key',
		advice:
			'Open the Zvonobot credential and check the API Key and the Domain: a key works at the brand that gave it only.',
	},
	{
		statuses: [402],
		words: /баланс|недостаточно\s+(средств|денег)|средств|balance|insufficient\s+funds|payment/i,
		message: 'The balance of the Zvonobot account is too low for this',
		advice: 'Top up the account',
	},
	{
		statuses: [],
		words: /модерац|отмодерирован|moderat/i,
		message: 'The audio or the template is not released by a moderator',
		advice:
			'Wait until the moderator has released it, or ask your manager at Zvonobot to take moderation off the account',
	},
	{
		statuses: [],
		words: /outgoingPhone|dutyPhone|исходящ|outgoing/i,
		message: 'Zvonobot did not accept the number to call from',
		advice:
			'Check Caller ID: a number has to be confirmed in your account. Or set it to Number From the Pool',
	},
];

/** Zvonobot's own words for a failure. The service's stand beside them, as they may say more. */
export const explain: Explain = (failure, context) => {
	const { status = 0, serviceMessage } = failure;
	if (status === 429 || (status === 404 && !serviceMessage)) return undefined;
	const kind = refusalOf(failure);
	const said = quoted({ name: 'Zvonobot' }, failure, context);
	if (!kind) {
		return {
			message: `Zvonobot refused the request${status >= 400 ? ` (status ${status})` : ''}`,
			description: sentences(
				said ?? 'It gave no reason.',
				`Correct what it names${andAgain(context)}; if the reason is not clear, ask your manager at Zvonobot.`,
				nothingDone(failure, context),
			),
		};
	}
	const isWhole = kind.advice.endsWith('.');
	return {
		message: kind.message,
		description: sentences(
			said,
			isWhole ? kind.advice : `${kind.advice}${andAgain(context)}.`,
			nothingDone(failure, context),
		),
	};
};

function refusalOf({ status = 0, serviceMessage = '' }: FailureDetails): Refusal | undefined {
	return (
		REFUSALS.find(({ statuses }) => statuses.includes(status)) ??
		REFUSALS.find(({ words }) => words.test(serviceMessage))
	);
}
