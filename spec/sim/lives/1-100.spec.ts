/** Seeds 1 to 100: half of the suite's 10,000 kills. */
import { lives } from '../lives.ts';

lives(1, 100);
