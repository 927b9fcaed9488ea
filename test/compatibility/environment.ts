// First: n8n reads its settings while its modules load.
import '../support/engine/instance';
import './resolution.cjs';
import './prepare';

export { default } from '../support/engine/environment';
