"""A second opinion on the score: transcript, scorecard and checklists → what a language model reads in the call.

It stands beside the scorecard. It changes no score and lifts no critical moment.
"""
