/** A create whose response takes longer than Options → Response Timeout, while the service is still at work on it. */
import { onBench, useFastWaits } from '../../support/autoCall';
import { atPoll, create, creations, loseResponse, lookedUp } from './creations';
import { countOf, jsonOf, moment, waitingTogether } from './scenarios';

useFastWaits();
const itWaits = waitingTogether();

const options = { answerTimeout: 1 };

for (const creation of creations) {
	itWaits(
		`${creation.what} is found once it is there, and comes out`,
		onBench({}, async (own) => {
			const { comes, come } = moment();
			loseResponse(own, creation, { kind: 'delay', until: comes });
			atPoll(own, creation, 2, come);
			const { items, error } = await create(own, creation, { options });
			expect(error).toBeUndefined();
			expect(jsonOf(items)).toEqual([await lookedUp(creation, own.sandbox)]);
			expect(creation.effects(own.sandbox)).toBe(1);
			expect(countOf(own, `POST ${creation.route}`)).toBe(1);
		}),
	);
}
