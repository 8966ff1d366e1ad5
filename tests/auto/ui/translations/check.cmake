# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only

# cmake -DLUPDATE=program -DSOURCES=folder -DOUTPUT=folder -P check.cmake
#
# A text for people is translated only if lupdate finds it, under the context under which the program asks for it, and if
# the .ts file has it. Without lupdate this says so, and ctest takes that for skipped.
if(NOT LUPDATE)
    message("Skipped: lupdate is not installed")
    return()
endif()

# Brings a copy of what there is of a language up to date, and looks what that has changed.
function(check_language language)
    set(file drainboard_${language}.ts)
    file(COPY ${SOURCES}/resources/translations/${file} DESTINATION ${OUTPUT})
    execute_process(COMMAND ${LUPDATE} app server ui -locations none ${ARGN} -ts ${OUTPUT}/${file}
        WORKING_DIRECTORY ${SOURCES} RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE warned)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "${LUPDATE}: ${result}\n${said}${warned}")
    endif()
    if(warned)
        message(FATAL_ERROR "lupdate warns:\n${warned}")
    endif()
    file(READ ${OUTPUT}/${file} text)
    if(NOT text MATCHES "<message")
        message(FATAL_ERROR "${file} has no text")
    endif()
    # New texts, texts that have changed, and texts that are gone.
    foreach(type unfinished vanished obsolete)
        string(REGEX MATCH "<source>[^<]*</source>[^/]*<translation type=\"${type}\">" wrong "${text}")
        if(wrong)
            message(FATAL_ERROR "${type} in ${file}, see CONTRIBUTING.md:\n${wrong}")
        endif()
        if(text MATCHES "type=\"${type}\"")
            message(FATAL_ERROR "${type} texts in ${file}, see CONTRIBUTING.md")
        endif()
    endforeach()
    if(text MATCHES "<numerusform></numerusform>|<translation></translation>")
        message(FATAL_ERROR "Empty texts in ${file}")
    endif()
    string(REGEX MATCHALL "<name>[^<]*</name>" contexts "${text}")
    foreach(context IN LISTS contexts)
        # A tr() that belongs to no class has the namespace for its context here, and another one in the program.
        if(NOT context MATCHES "<name>Drainboard::[A-Za-z]+</name>")
            message(FATAL_ERROR "A tr() belongs to no class: ${context}")
        endif()
    endforeach()
endfunction()

check_language(de)
check_language(en -pluralonly)
