"""The pieces in which an OpenAI-compatible server streams an answer, as far as they are read; all else is let pass."""

from pydantic import BaseModel


class Delta(BaseModel):
    content: str | None = None


class Choice(BaseModel):
    delta: Delta | None = None
    finish_reason: str | None = None


class Tokens(BaseModel):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class Chunk(BaseModel):
    choices: list[Choice] | None = None
    usage: Tokens | None = None
